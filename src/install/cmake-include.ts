import type { BuildContext } from './build-context.ts';
import { APART, BATCHED } from './cmake-build.ts';
import { batchSize } from './unity.ts';

/** CMake reads it at the end of the library's own project(), in its folder and scope (cmake-variables(7), CMAKE_PROJECT_INCLUDE). */
export const INCLUDE = 'czmq-setup.cmake';

/** CMake's own way to name a variable's value. */
const variable = (name: string): string => `$\{${name}}`;
const HERE = variable('CMAKE_CURRENT_SOURCE_DIR');

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(' ');

/** Batches where the sources are those for which they are proved, as by make (unity.ts). */
function batches({ library, jobs }: BuildContext): readonly string[] {
  const { unity } = library.recipe.build;
  if (unity === undefined) return [];
  const { folder, extension, alone, others, proved } = unity;
  const own = (names: readonly string[]): string => quoted(names.map((name) => `${folder}/${name}`));
  const sums = Object.values(proved).map((sum) => sum.replace('-', ' '));
  return [
    `file(GLOB czmq_setup_sources RELATIVE "${HERE}" "${folder}/*.${extension}")`,
    ...(others.length === 0 ? [] : [`list(REMOVE_ITEM czmq_setup_sources ${own(others)})`]),
    `execute_process(COMMAND cat ${variable('czmq_setup_sources')} COMMAND cksum`,
    `  WORKING_DIRECTORY "${HERE}" OUTPUT_VARIABLE czmq_setup_sum)`,
    `file(REMOVE "${variable('CMAKE_BINARY_DIR')}/${BATCHED}")`,
    `if(NOT ${APART} AND czmq_setup_sum MATCHES "^(${sums.join('|')})[^0-9]*$")`,
    `  file(WRITE "${variable('CMAKE_BINARY_DIR')}/${BATCHED}" "")`,
    '  set(CMAKE_UNITY_BUILD ON)',
    `  set(CMAKE_UNITY_BUILD_BATCH_SIZE ${batchSize(unity, jobs)})`,
    ...(alone.length === 0
      ? []
      : [`  set_source_files_properties(${own(alone)} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)`]),
    'endif()',
  ];
}

/** What a library's CMake build is told beside its options. */
export function includeFor(context: BuildContext): string {
  const { library } = context;
  const leftOut = (library.recipe.build.cmake?.leftOut ?? [])
    .filter(({ unless }) => unless === undefined || library.features[unless] !== true)
    .map(({ source }) => source);
  return [
    // __FILE__, which libzmq prints, would name our work folder.
    'if((CMAKE_C_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_C_COMPILER_VERSION VERSION_LESS 8)',
    '    OR (CMAKE_C_COMPILER_ID MATCHES "Clang" AND NOT CMAKE_C_COMPILER_VERSION VERSION_LESS 10))',
    `  add_compile_options("-ffile-prefix-map=${HERE}/=")`,
    'endif()',
    ...(leftOut.length === 0
      ? []
      : [`set_source_files_properties(${quoted(leftOut)} PROPERTIES HEADER_FILE_ONLY ON)`]),
    ...batches(context),
    '',
  ].join('\n');
}
