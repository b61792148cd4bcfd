/** Read by `cmake -P` (cmake(1), "Run a Script"): the same words on every machine, without a shell. */
export const BUILD_SCRIPT = 'czmq-setup-build.cmake';

/** Lies in the build folder while sources are compiled several at a time (cmake-include.ts). */
export const BATCHED = 'czmq-setup.batched';

/** Cache variable by which every source is compiled by itself. */
export const APART = 'CZMQ_SETUP_APART';

/** CMake's own way to name a variable's value. */
const variable = (name: string): string => `$\{${name}}`;
const BUILD_FOLDER = `${variable('CMAKE_CURRENT_BINARY_DIR')}/build`;

/**
 * Builds the targets that it is given. Where batches do not compile (another compiler, a process that the kernel killed
 * for its memory), the build is configured again without them and goes on one by one, as the autotools way does (once.ts).
 */
export const buildScript = (): string => {
  const cmake = `COMMAND "${variable('CMAKE_COMMAND')}"`;
  const build = `execute_process(${cmake} --build "${BUILD_FOLDER}" -j ${variable('JOBS')} --target ${variable('TARGETS')} RESULT_VARIABLE status)`;
  return [
    build,
    `if(NOT status EQUAL 0 AND EXISTS "${BUILD_FOLDER}/${BATCHED}")`,
    '  message(STATUS "Again, each source by itself")',
    `  execute_process(${cmake} -D${APART}=ON "${BUILD_FOLDER}" RESULT_VARIABLE status)`,
    '  if(status EQUAL 0)',
    `    ${build}`,
    '  endif()',
    'endif()',
    'if(NOT status EQUAL 0)',
    `  message(FATAL_ERROR "The build ended with ${variable('status')}")`,
    'endif()',
    '',
  ].join('\n');
};

/** The argument vector of a build of these targets; the script lies in the current folder. */
export const buildArgv = (jobs: number, targets: readonly string[]): readonly string[] => [
  'cmake',
  `-DJOBS=${jobs}`,
  `-DTARGETS=${targets.join(';')}`,
  '-P',
  BUILD_SCRIPT,
];
