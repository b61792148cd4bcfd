import { type BuildContext, linkNames, type StagesOf, withAllBelow } from './build-context.ts';
import { expectedInLibrary, expectedMacros } from './expectations.ts';
import { foldersOf, LINK_FOLDER } from './folders.ts';
import { mendStaged } from './mend.ts';
import { MAKEFILE, makefileFor } from './once.ts';
import type { Stage, StageKind } from './plan.ts';
import { stageOf } from './stage.ts';
import type { RunStep, Step } from './step.ts';

/**
 * Generated files that a copy or a clock made look old would be made again, with tools that need not be here. `:` does
 * nothing, successfully.
 */
const AS_GENERATED = ['ACLOCAL=:', 'AUTOCONF=:', 'AUTOHEADER=:', 'AUTOMAKE=:'];

const hintOf = ({ library }: BuildContext, name: string): string =>
  library.recipe.dependencies.find(({ recipe }) => recipe === name)?.hints?.autotools ?? name;

/** `libzmq_CFLAGS=… libzmq_LIBS=…`: PKG_CHECK_MODULES then asks nobody (pkg.m4), so the library need not be installed. */
function hints(context: BuildContext): string[] {
  const { shared } = context.wish.linkage;
  return context.providers.flatMap((provider) => {
    const name = hintOf(context, provider.name);
    const libs = shared
      ? `-L${LINK_FOLDER} -l${provider.linkName}`
      : `${provider.libraryFolder}/lib${provider.linkName}.la`;
    return [
      `${name}_CFLAGS=${provider.headerFolders.map((folder) => `-I${folder}`).join(' ')}`,
      `${name}_LIBS=${libs}`,
    ];
  });
}

/** Our own flags come after the user's, so that his are found first. */
function flagsOf({ flags, runpath, providers, machine, wish }: BuildContext): string[] {
  const below = withAllBelow(providers);
  const link = [
    ...(flags.LDFLAGS ? [flags.LDFLAGS] : []),
    ...(runpath !== null && providers.length > 0 && wish.linkage.shared ? [`-Wl,-rpath,${runpath}`] : []),
    // A program's linker also looks for what its libraries need (ld(1), -rpath-link).
    ...(below.length > providers.length && machine.os !== 'darwin' ? [`-Wl,-rpath-link,${LINK_FOLDER}`] : []),
  ].join(' ');
  return Object.entries({ CFLAGS: '-O2', CXXFLAGS: '-O2', ...flags, LDFLAGS: link })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`);
}

/** The links by which this build's linker finds the libraries of this run. */
const linkFolder = ({ providers, machine, wish }: BuildContext): Step[] => [
  ...withAllBelow(providers).flatMap(({ treeLink }): Step[] =>
    treeLink === undefined ? [] : [{ act: 'symlink', ...treeLink }],
  ),
  ...(providers.length === 0 || !wish.linkage.shared
    ? []
    : [
        { act: 'mkdir', path: LINK_FOLDER } as const,
        ...withAllBelow(providers).flatMap((provider) =>
          linkNames(provider, machine.os).map(
            (name): Step => ({
              act: 'symlink',
              target: `${provider.libraryFolder}/${name}`,
              path: `${LINK_FOLDER}/${name}`,
            }),
          ),
        ),
      ]),
];

/** configure, make and `make install` into a DESTDIR, of a library that Automake made. */
export const autotoolsStages: StagesOf = (context) => {
  const { library, configuredPrefix, jobs, providers, wish, machine } = context;
  const { name, build } = library.recipe;
  const { source, stage } = foldersOf(name);
  const las = build.autotools.libtoolLibraries ?? [];
  const once = las.length > 0;
  const id = (kind: StageKind): string => `${name}:${kind}`;
  const run = (argv: readonly string[], more: Partial<RunStep> = {}): RunStep => ({
    act: 'run',
    argv,
    cwd: source,
    env: {},
    ...(context.nice && { nice: 15 }),
    ...more,
  });
  const make = (...words: string[]): string[] => [
    machine.os === 'freebsd' ? 'gmake' : 'make',
    ...(once ? ['-f', MAKEFILE] : []),
    ...words,
    ...AS_GENERATED,
  ];
  const counts: RunStep['counts'] = once
    ? { by: 'libtool', total: make('-s', 'czmq-setup-count') }
    : undefined;
  const linkAfter = providers.flatMap(({ linkAfter }) => linkAfter ?? []);
  const twoSteps = once && linkAfter.length > 0 && wish.linkage.shared;
  const finish = once
    ? [
        run(make(`-j${jobs}`, 'czmq-setup-products'), counts && !twoSteps ? { counts } : {}),
        ...(wish.linkage.static && wish.linkage.shared ? [run(make('czmq-setup-archives'))] : []),
      ]
    : [run(make(`-j${jobs}`))];
  const at = (
    kind: StageKind,
    after: readonly (string | null)[],
    steps: readonly Step[],
    unless?: string,
  ): Stage =>
    stageOf(
      context,
      kind,
      after.filter((one) => one !== null),
      steps,
      unless,
    );

  return [
    at('prepare', [id('fetch'), ...context.toolsAfter], prepare(source, run), `${source}/configure`),
    at(
      'configure',
      [id('prepare'), ...providers.map(({ headersAfter }) => headersAfter)],
      [
        ...linkFolder(context),
        run(
          [
            './configure',
            `--prefix=${configuredPrefix}`,
            ...context.options,
            ...flagsOf(context),
            ...hints(context),
          ],
          // A site file may move libdir to lib64 (openSUSE).
          { env: { CONFIG_SITE: '/dev/null' } },
        ),
        ...expectedMacros(context),
        ...(once ? [{ act: 'write', path: `${source}/${MAKEFILE}`, text: makefileFor(las) } as const] : []),
      ],
    ),
    ...(twoSteps
      ? [
          at(
            'build',
            [id('configure')],
            [run(make(`-j${jobs}`, 'czmq-setup-objects'), counts && { counts })],
          ),
          at('link', [id('build'), ...linkAfter], finish),
        ]
      : [at('build', [id('configure'), ...linkAfter], finish)]),
    at(
      'stage',
      [id(twoSteps ? 'link' : 'build')],
      [
        // Not `install`, which builds the tests' helpers and whatever else `all` names.
        run(make(...(once ? ['install-exec', 'install-data'] : ['install']), `DESTDIR=${stage}`)),
        ...mendStaged(context),
        ...expectedInLibrary(context),
      ],
    ),
  ];
};

const prepare = (source: string, run: (argv: readonly string[]) => RunStep): Step[] => [
  // The folder for auxiliary files is not in every archive, and aclocal stops without it.
  { act: 'mkdir', path: `${source}/config` },
  run(['autoreconf', '--force', '--install']),
];
