import type { BuildContext, StagesOf } from './build-context.ts';
import { expectedInLibrary, expectedMacros } from './expectations.ts';
import { foldersOf, LINK_FOLDER } from './folders.ts';
import { linkFolder } from './link-folder.ts';
import { mendStaged } from './mend.ts';
import { MAKEFILE, makefileFor, READ_BEFORE } from './once.ts';
import type { Stage, StageKind } from './plan.ts';
import { stageOf } from './stage.ts';
import { staticLinks } from './static-links.ts';
import type { RunStep, Step } from './step.ts';
import { batchSize } from './unity.ts';

/**
 * Generated files that a copy or a clock made look old would be made again, with tools that need not be here. `:` does
 * nothing, successfully.
 */
const AS_GENERATED = ['ACLOCAL=:', 'AUTOCONF=:', 'AUTOHEADER=:', 'AUTOMAKE=:'];

const hintOf = ({ library }: BuildContext, name: string): string =>
  library.recipe.dependencies.find(({ recipe }) => recipe === name)?.hints?.autotools ?? name;

/**
 * `libzmq_CFLAGS=… libzmq_LIBS= `: PKG_CHECK_MODULES then asks nobody (pkg.m4), so the library need not be installed. The
 * libraries are a blank, which counts as an answer: configure would link all its later checks with them, and while they
 * are not there each of those checks would fail without a word.
 */
const hints = (context: BuildContext): string[] =>
  context.providers.flatMap(({ name, headerFolders, cflags }) => [
    `${hintOf(context, name)}_CFLAGS=${[...headerFolders.map((folder) => `-I${folder}`), ...cflags].join(' ')}`,
    `${hintOf(context, name)}_LIBS= `,
  ]);

/** The libraries themselves are told to make, whose command line beats what configure wrote. */
const libraries = (context: BuildContext): string[] =>
  context.providers.map(({ name, linkName }) => {
    const { shared } = context.wish.linkage;
    const libs = shared ? `-L${LINK_FOLDER} -l${linkName}` : `${LINK_FOLDER}/lib${linkName}.la`;
    return `${hintOf(context, name)}_LIBS=${libs}`;
  });

/** Our own flags come after the user's, so that his are found first. */
function flagsOf({ flags, runpath, providers, machine, wish }: BuildContext): string[] {
  const link = [
    ...(flags.LDFLAGS ? [flags.LDFLAGS] : []),
    ...(runpath !== null && providers.length > 0 && wish.linkage.shared ? [`-Wl,-rpath,${runpath}`] : []),
    // A program's linker also looks for what its libraries need (ld(1), -rpath-link); the library's own programs need
    // what it needs.
    ...(providers.length > 0 && machine.os !== 'darwin' ? [`-Wl,-rpath-link,${LINK_FOLDER}`] : []),
  ].join(' ');
  return Object.entries({ CFLAGS: '-O2', CXXFLAGS: '-O2', ...flags, LDFLAGS: link })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`);
}

/** configure, make and `make install` into a DESTDIR, of a library that Automake made. */
export const autotoolsStages: StagesOf = (context) => {
  const { library, configuredPrefix, jobs, providers, wish, machine } = context;
  const { name, build } = library.recipe;
  const { source, stage } = foldersOf(name);
  const la = build.autotools?.libtoolLibrary;
  const once = la !== undefined;
  const { unity } = build;
  const id = (kind: StageKind): string => `${name}:${kind}`;
  const run = (argv: readonly string[], more: Partial<RunStep> = {}): RunStep => ({
    act: 'run',
    argv,
    cwd: source,
    env: {},
    ...more,
  });
  // Only while the longer way still compiles: what waits for it afterwards holds up everybody.
  const calm = context.nice ? { nice: 15 } : {};
  const make = (words: readonly string[], more: Partial<RunStep> = {}): RunStep =>
    run([machine.os === 'freebsd' ? 'gmake' : 'make', ...words, ...libraries(context), ...AS_GENERATED], {
      env: once ? READ_BEFORE : {},
      ...more,
    });
  const counts: Partial<RunStep> = once
    ? { counts: { by: 'libtool', total: make(['-s', 'czmq-setup-count']).argv } }
    : {};
  const linkAfter = providers.flatMap(({ linkAfter }) => linkAfter ?? []);
  const twoSteps = once && linkAfter.length > 0 && wish.linkage.shared;
  const finish = [make([`-j${jobs}`, ...(once ? ['czmq-setup-products'] : [])], twoSteps ? {} : counts)];
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
    at(
      'prepare',
      [id('fetch'), ...context.toolsAfter],
      prepare(context, (argv) => run(argv, calm)),
      `${source}/configure`,
    ),
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
          { env: { CONFIG_SITE: '/dev/null' }, ...calm },
        ),
        ...expectedMacros(context),
        ...(once
          ? [
              {
                act: 'write',
                path: `${source}/${MAKEFILE}`,
                text: makefileFor(la, {
                  both: wish.linkage.static && wish.linkage.shared,
                  unity: unity === undefined ? null : { how: unity, size: batchSize(unity, jobs) },
                }),
              } as const,
            ]
          : []),
      ],
    ),
    ...(twoSteps
      ? [
          at('build', [id('configure')], [make([`-j${jobs}`, 'czmq-setup-objects'], { ...counts, ...calm })]),
          at('link', [id('build'), ...linkAfter], finish),
        ]
      : [at('build', [id('configure'), ...linkAfter], [...staticLinks(context), ...finish])]),
    at(
      'stage',
      [id(twoSteps ? 'link' : 'build')],
      [
        // Not `install`, which builds the tests' helpers and whatever else `all` names.
        make([...(once ? ['install-exec', 'install-data'] : ['install']), `DESTDIR=${stage}`]),
        ...mendStaged(context),
        ...expectedInLibrary(context),
      ],
    ),
  ];
};

function prepare({ library, machine }: BuildContext, run: (argv: readonly string[]) => RunStep): Step[] {
  const { name, build } = library.recipe;
  // Elsewhere the tools go by other names (glibtoolize), which autoreconf knows.
  const commands = machine.os === 'linux' ? build.autotools?.generate : undefined;
  return [
    // The folder for auxiliary files is not in every archive, and aclocal stops without it.
    { act: 'mkdir', path: `${foldersOf(name).source}/config` },
    ...(commands ?? [['autoreconf', '--force', '--install']]).map(run),
  ];
}
