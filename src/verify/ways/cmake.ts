import { text } from '../../core/text.ts';
import type { RunResult } from '../../host/host.ts';
import { failed, type Outcome, skipped } from '../check.ts';
import { said } from '../compile.ts';
import { prepend } from '../environment.ts';
import type { ProofProgram } from '../program.ts';
import { runProgram } from '../run-program.ts';
import { judgeRun, type Site, type Way } from './way.ts';

const CMAKE_MS = 120_000;

/** Package and targets that upstream's CMake build installs, a shared one first. */
const PACKAGES: Readonly<Record<string, { readonly name: string; readonly targets: readonly string[] }>> = {
  libzmq: { name: 'ZeroMQ', targets: ['libzmq', 'libzmq-static'] },
  czmq: { name: 'czmq', targets: ['czmq', 'czmq-static'] },
};

/** How a project asks for one library; what it prints for those that are not there is read below. */
const ASKS = {
  config: ({ recipe }: ProofProgram): string => {
    const known = PACKAGES[recipe];
    if (known === undefined) return `message(STATUS "absent ${recipe}")`;
    const [shared, fixed] = known.targets;
    return `find_package(${known.name} CONFIG QUIET)
if(TARGET ${shared})
  program(${recipe} ${shared})
elseif(TARGET ${fixed})
  program(${recipe} ${fixed})
else()
  message(STATUS "absent ${recipe}")
endif()`;
  },
  'pkg-config': ({ recipe, modules }: ProofProgram): string =>
    [
      `pkg_check_modules(${recipe} REQUIRED IMPORTED_TARGET ${modules.join(' ')})`,
      `program(${recipe} PkgConfig::${recipe})`,
    ].join('\n'),
  // FindPkgConfig's target is that of shared libraries; static ones come as lists.
  'pkg-config static': ({ recipe, modules }: ProofProgram): string =>
    [
      `pkg_check_modules(${recipe} REQUIRED ${modules.join(' ')})`,
      `include_directories(\${${recipe}_STATIC_INCLUDE_DIRS})`,
      `program(${recipe} "\${${recipe}_STATIC_LDFLAGS}")`,
    ].join('\n'),
} as const;

/** CMake 4 takes no older policy than 3.5; C++ since the static library's users are linked by its compiler. */
const project = (
  programs: readonly ProofProgram[],
  ask: (program: ProofProgram) => string,
  before: string,
): string =>
  `cmake_minimum_required(VERSION 3.6...3.30)
project(proof C CXX)
${before}
function(program name library)
  add_executable(\${name}-proof \${name}.c)
  target_link_libraries(\${name}-proof PRIVATE \${library} \${CMAKE_DL_LIBS})
endfunction()
${programs.map(ask).join('\n')}
`;

const way = (id: 'config' | 'pkg-config'): Way => ({
  id: id === 'config' ? 'cmake find_package' : 'cmake FindPkgConfig',
  async attempt(site: Site, programs: readonly ProofProgram[]): Promise<readonly (Outcome | null)[]> {
    const all = (outcome: Outcome): Outcome[] => programs.map(() => outcome);
    const { host, prefix, signal } = site;
    const folder = `${site.folder}/cmake-${id}`;
    host.mkdir(folder);
    const asked = id === 'pkg-config' && site.staticOnly ? 'pkg-config static' : id;
    const before = id === 'config' ? '' : 'find_package(PkgConfig REQUIRED)';
    host.writeFile(`${folder}/CMakeLists.txt`, project(programs, ASKS[asked], before));
    for (const { recipe, source } of programs) host.writeFile(`${folder}/${recipe}.c`, source);
    const env = {
      ...site.env,
      ...(prefix !== null && { CMAKE_PREFIX_PATH: prepend(prefix, site.env.CMAKE_PREFIX_PATH) }),
    };
    const run = async (argv: readonly string[]): Promise<{ ran: RunResult; log: string }> => {
      const ran = await host.run(argv, { env, cwd: folder, timeoutMs: CMAKE_MS, signal });
      return { ran, log: said(argv, ran) };
    };
    const configured = await run(['cmake', '-S', '.', '-B', 'build']);
    if (configured.ran.spawnError !== null)
      return all(skipped(text('cmake is not installed', '没有安装 cmake')));
    // Neither make nor ninja, or no C++ compiler: CMake itself cannot work here, which says nothing of the libraries.
    if (/CMAKE_MAKE_PROGRAM is not set|No CMAKE_CXX_COMPILER could be found/.test(configured.log))
      return all(
        skipped(text('cmake has no make or no C++ compiler here', '本机的 cmake 缺少 make 或 C++ 编译器')),
      );
    const outcomes: (Outcome | null)[] = [];
    for (const { recipe } of programs) {
      const config = id === 'config' ? PACKAGES[recipe]?.name : '';
      if (config === undefined) {
        outcomes.push(null);
        continue;
      }
      if (new RegExp(`^-- absent ${recipe}$`, 'm').test(configured.ran.stdout)) {
        const why = text(
          `there is no ${config}Config.cmake: this build does not install one`,
          `没有 ${config}Config.cmake：该构建方式不安装此文件`,
        );
        outcomes.push(skipped(why));
        continue;
      }
      if (configured.ran.code !== 0) {
        outcomes.push(failed(configured.log));
        continue;
      }
      const built = await run(['cmake', '--build', 'build', '--target', `${recipe}-proof`]);
      const log = configured.log + built.log;
      if (built.ran.code !== 0) {
        outcomes.push(failed(log));
        continue;
      }
      const done = await runProgram(host, [`${folder}/build/${recipe}-proof`], folder, env, signal);
      outcomes.push(judgeRun(site, recipe, done.ran, log + done.log, site.staticOnly ? 'static' : 'shared'));
    }
    return outcomes;
  },
});

export const cmakeConfig = way('config');
export const cmakePkgConfig = way('pkg-config');
