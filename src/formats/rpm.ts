import type { QueryAnswer } from '../core/package-manager.ts';

/**
 * One line a package: name, version-release and all that it provides (rpm(8), "QUERY OPTIONS", `--queryformat`;
 * `[...]` repeats over an array tag). Every package provides its own name, so `--whatprovides` finds both a package
 * and what replaced it (`pkgconfig` is `pkgconf-pkg-config` since Fedora 26).
 */
const FORMAT = '%{NAME}\\t%{VERSION}-%{RELEASE}\\t[%{PROVIDENAME} ]\\n';

/** Asks the rpm database; needs no root and no network. */
export const rpmQueryArgv = (packages: readonly string[]): readonly string[] => [
  'rpm',
  '-q',
  '--whatprovides',
  '--queryformat',
  FORMAT,
  ...packages,
];

/** `no package provides X` has no tab and falls out by itself. The first of several architectures or versions is taken. */
export function parseRpmQuery(answer: QueryAnswer, packages: readonly string[]): ReadonlyMap<string, string> {
  const asked = new Set(packages);
  const installed = new Map<string, string>();
  for (const line of answer.stdout.split('\n')) {
    const [name, version, provided] = line.split('\t');
    if (name === undefined || version === undefined) continue;
    for (const word of [name, ...(provided ?? '').split(' ')]) {
      if (asked.has(word) && !installed.has(word)) installed.set(word, version);
    }
  }
  return installed;
}

/** Whose file it is, as `name<tab>version-release`; the words of a refusal go to standard output and have no tab. */
export const rpmOwner = {
  argv: (path: string): readonly string[] => [
    'rpm',
    '-qf',
    '--queryformat',
    '%{NAME}\\t%{VERSION}-%{RELEASE}\\n',
    path,
  ],
  parse({ stdout }: QueryAnswer): { name: string; version: string } | null {
    const [, name, version] = /^(\S+)\t(\S+)$/m.exec(stdout) ?? [];
    return name === undefined || version === undefined ? null : { name, version };
  },
};
