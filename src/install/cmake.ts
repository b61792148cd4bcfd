import type { BuildContext, Provider, StagesOf } from './build-context.ts';
import { BUILD_SCRIPT, buildArgv, buildScript } from './cmake-build.ts';
import { INCLUDE, includeFor } from './cmake-include.ts';
import { expectedInLibrary } from './expectations.ts';
import { foldersOf, LINK_FOLDER } from './folders.ts';
import { libtoolArchive } from './libtool-archive.ts';
import { linkFolder } from './link-folder.ts';
import type { Stage, StageKind } from './plan.ts';
import { stageOf } from './stage.ts';
import type { RunStep, Step } from './step.ts';

const BUILD = 'build';

/** Where pkg-config finds the libraries of this run that are not installed yet. */
const MODULES = `${LINK_FOLDER}/pkgconfig`;

const generatorOf = ({ machine }: BuildContext): 'Ninja' | 'Unix Makefiles' =>
  machine.tools.ninja === undefined ? 'Unix Makefiles' : 'Ninja';

/** A `.pc` file that only says that the module is there: the CMake modules of both libraries take the rest as hints. */
const module = ({ linkName, semver }: Provider): Step => ({
  act: 'write',
  path: `${MODULES}/lib${linkName}.pc`,
  text: `Name: lib${linkName}\nDescription: not installed yet\nVersion: ${semver ?? '999'}\nLibs: -l${linkName}\n`,
});

/** Header folder and library file of what it is built on, as cache variables that the find modules then do not ask for. */
function hints({ library, providers, wish, machine }: BuildContext): string[] {
  return providers.flatMap(({ name, headerFolders, libraryFolder, linkName, staticNeeds }) => {
    const cmake = library.recipe.dependencies.find(({ recipe }) => recipe === name)?.hints?.cmake;
    if (cmake === undefined) return [];
    const file = wish.linkage.shared
      ? `${LINK_FOLDER}/lib${linkName}.${machine.os === 'darwin' ? 'dylib' : 'so'}`
      : [`${libraryFolder}/lib${linkName}.a`, ...staticNeeds].join(';');
    return [`-D${cmake.include}=${headerFolders.join(';')}`, `-D${cmake.library}=${file}`];
  });
}

/** The user's flags, or else no more than -O2: czmq keeps its assertions, as it does by Automake. */
function flags({ flags: given, providers, runpath, library, machine }: BuildContext): string[] {
  const words = (...names: string[]): string => names.flatMap((name) => given[name] ?? []).join(' ');
  const cflags = providers.flatMap(({ cflags: own }) => own).join(' ');
  const compile = (name: string): string => [words('CPPFLAGS', name), cflags].filter(Boolean).join(' ');
  const release = (name: string): string => (/(^| )-O/.test(given[name] ?? '') ? '' : '-O2');
  const link = words('LDFLAGS');
  const { versionScript } = library.recipe.build.cmake ?? {};
  // Links are made in the build folder.
  const script =
    versionScript === undefined || machine.os === 'darwin'
      ? []
      : [`-Wl,--version-script=../${versionScript}`];
  const shared = [...(link === '' ? [] : [link]), ...script].join(' ');
  return [
    `-DCMAKE_C_FLAGS=${compile('CFLAGS')}`,
    `-DCMAKE_CXX_FLAGS=${compile('CXXFLAGS')}`,
    `-DCMAKE_C_FLAGS_NONE=${release('CFLAGS')}`,
    `-DCMAKE_CXX_FLAGS_NONE=${release('CXXFLAGS')}`,
    ...(shared === '' ? [] : [`-DCMAKE_SHARED_LINKER_FLAGS=${shared}`]),
    ...(link === '' ? [] : [`-DCMAKE_EXE_LINKER_FLAGS=${link}`]),
    // What needs nothing of this prefix does not search it.
    `-DCMAKE_INSTALL_RPATH=${providers.length > 0 ? (runpath ?? '') : ''}`,
    `-DCMAKE_PROJECT_INCLUDE=${INCLUDE}`,
  ];
}

/** Programs that CMake's build leaves out, compiled against the library in its build folder. */
function programs(context: BuildContext, run: (argv: readonly string[]) => RunStep): Step[] {
  const { library, wish, runpath, flags: given, configuredPrefix } = context;
  const { source, stage } = foldersOf(library.recipe.name);
  const made = library.recipe.build.cmake?.programs ?? [];
  const wanted = made.filter(({ feature }) => feature === undefined || library.features[feature] === true);
  const linkName = library.provides.staticLibraries[0]?.replace(/^lib|\.a$/g, '') ?? '';
  const link = wish.linkage.shared
    ? [`-L${BUILD}/lib`, `-l${linkName}`, ...(runpath === null ? [] : [`-Wl,-rpath,${runpath}`])]
    : [`${BUILD}/lib/lib${linkName}.a`, ...(library.provides.staticNeeds ?? [])];
  return wanted.flatMap(({ name, source: file }): Step[] => [
    run([
      ...(given.CXX?.split(/\s+/) ?? ['c++']),
      '-O2',
      `-I${BUILD}`,
      '-Iinclude',
      '-o',
      `${BUILD}/${name}`,
      file,
      ...link,
      // What the library itself needs of this run (ld(1), -rpath-link).
      ...(context.providers.length > 0 && context.machine.os !== 'darwin'
        ? [`-Wl,-rpath-link,${LINK_FOLDER}`]
        : []),
    ]),
    {
      act: 'copy',
      from: `${source}/${BUILD}/${name}`,
      to: `${stage}${configuredPrefix}/bin/${name}`,
      executable: true,
    },
  ]);
}

/** The staged tree as Automake's build would leave it. */
function mend(context: BuildContext): Step[] {
  const { library, configuredPrefix } = context;
  const { source, stage } = foldersOf(library.recipe.name);
  const { stray = [], copied = [], mended = [] } = library.recipe.build.cmake ?? {};
  return [
    ...libtoolArchive(context),
    ...mended.map(
      ({ file, from, to }): Step => ({
        act: 'substitute',
        path: `${stage}${configuredPrefix}/${file}`,
        from,
        to,
      }),
    ),
    ...stray.map((path): Step => ({ act: 'remove', path: `${stage}${configuredPrefix}/${path}` })),
    ...copied.map(
      ({ from, to }): Step => ({
        act: 'copy-folder',
        from: `${source}/${from}`,
        to: `${stage}${configuredPrefix}/${to}`,
      }),
    ),
  ];
}

/** Configure, build and stage by CMake, with Ninja where it is here. */
export const cmakeStages: StagesOf = (context) => {
  const { library, configuredPrefix, jobs, providers, targets, flags: given } = context;
  const { name } = library.recipe;
  const { source, stage } = foldersOf(name);
  const generator = generatorOf(context);
  const id = (kind: StageKind): string => `${name}:${kind}`;
  const compilers = Object.fromEntries(
    ['CC', 'CXX'].flatMap((variable) => (given[variable] ? [[variable, given[variable]]] : [])),
  );
  const run = (argv: readonly string[], more: Partial<RunStep> = {}): RunStep => ({
    act: 'run',
    argv,
    cwd: source,
    env: compilers,
    ...(context.nice && { nice: 15 }),
    ...more,
  });
  const build = (...what: string[]): RunStep =>
    run(buildArgv(jobs, what), {
      counts: { by: generator === 'Ninja' ? 'ninja' : 'cmake-make' },
    });
  const at = (kind: StageKind, after: readonly (string | null)[], steps: readonly Step[]): Stage =>
    stageOf(
      context,
      kind,
      after.filter((one) => one !== null),
      steps,
    );
  const linkAfter = providers.flatMap((provider) => provider.linkAfter ?? []);
  const objects = linkAfter.length > 0 ? library.recipe.build.cmake?.objects : undefined;
  const modules =
    providers.length === 0
      ? {}
      : {
          env: { ...compilers, PKG_CONFIG_PATH: [MODULES, given.PKG_CONFIG_PATH].filter(Boolean).join(':') },
        };

  return [
    at(
      'configure',
      [id('fetch'), ...context.toolsAfter, ...providers.map(({ headersAfter }) => headersAfter)],
      [
        ...linkFolder(context),
        ...providers.map(module),
        { act: 'write', path: `${source}/${INCLUDE}`, text: includeFor(context) },
        { act: 'write', path: `${source}/${BUILD_SCRIPT}`, text: buildScript() },
        run(
          [
            'cmake',
            '-S',
            '.',
            '-B',
            BUILD,
            '-G',
            generator,
            `-DCMAKE_INSTALL_PREFIX=${configuredPrefix}`,
            ...flags(context),
            ...context.options,
            ...hints(context),
          ],
          modules,
        ),
      ],
    ),
    ...(objects === undefined
      ? [at('build', [id('configure'), ...linkAfter], [build(...targets)])]
      : [
          at('build', [id('configure')], [build(...objects)]),
          at('link', [id('build'), ...linkAfter], [build(...targets)]),
        ]),
    at(
      'stage',
      [id(objects === undefined ? 'build' : 'link')],
      [
        // `cmake --install` came with 3.15; the script that it runs was always there.
        run(['cmake', '-P', `${BUILD}/cmake_install.cmake`], { env: { DESTDIR: stage } }),
        ...mend(context),
        ...programs(context, run),
        ...expectedInLibrary(context),
      ],
    ),
  ];
};
