/** One package of dpkg's status file (deb-control(5), dpkg(1) "Package states"). */
export interface DpkgPackage {
  readonly name: string;
  readonly architecture: string;
  /** `install`, `hold`, `deinstall`, `purge`. */
  readonly want: string;
  /** `ok`, or `reinstreq`: its files are known to be damaged. */
  readonly flag: string;
  /** `installed`, `unpacked`, `half-configured`, `half-installed`, `config-files` ... */
  readonly state: string;
  readonly version: string;
  /** Each of these, by any of its alternatives; versions left out. */
  readonly depends: readonly (readonly string[])[];
  readonly provides: readonly string[];
}

/** `libc6 (>= 2.34), python3:any | python3-minimal` -> names. */
const groups = (value: string): string[][] =>
  value
    .split(',')
    .map((group) =>
      group
        .split('|')
        .map((one) => one.trim().split(/[\s:(]/)[0] ?? '')
        .filter((name) => name !== ''),
    )
    .filter((group) => group.length > 0);

const WANTED = new Set([
  'Package',
  'Status',
  'Architecture',
  'Version',
  'Depends',
  'Pre-Depends',
  'Provides',
]);

function packageOf(field: ReadonlyMap<string, string>): readonly DpkgPackage[] {
  const name = field.get('Package');
  const [want = '', flag = '', state = ''] = (field.get('Status') ?? '').split(' ');
  if (name === undefined || state === '') return [];
  return [
    {
      name,
      architecture: field.get('Architecture') ?? '',
      want,
      flag,
      state,
      version: field.get('Version') ?? '',
      depends: groups([field.get('Pre-Depends'), field.get('Depends')].filter(Boolean).join(',')),
      provides: groups(field.get('Provides') ?? '').flat(),
    },
  ];
}

/** Reads /var/lib/dpkg/status. Stanzas without a name or a status are passed over. */
export function parseDpkgStatus(words: string): readonly DpkgPackage[] {
  const packages: DpkgPackage[] = [];
  let field = new Map<string, string>();
  for (const line of `${words}\n\n`.split('\n')) {
    if (line === '') {
      if (field.size > 0) packages.push(...packageOf(field));
      field = new Map();
      continue;
    }
    // Most lines are descriptions and lists of files, which begin with a blank.
    if (line.startsWith(' ')) continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    if (WANTED.has(name)) field.set(name, line.slice(colon + 1).trim());
  }
  return packages;
}

/** The first line that is neither a field, nor goes on with one, nor is empty (deb-control(5)); counted from 1. */
export function unreadableLine(words: string): { readonly line: number; readonly text: string } | null {
  const lines = words.split('\n');
  const at = lines.findIndex((line) => line !== '' && !/^[\t ]|^[!-9;-~]+:/.test(line));
  return at < 0 ? null : { line: at + 1, text: lines[at] ?? '' };
}

/** Its files are unpacked and configured; what waits for a trigger can be used. */
export const isInstalled = ({ state }: DpkgPackage): boolean =>
  state === 'installed' || state === 'triggers-awaited' || state === 'triggers-pending';

/** A state in which an interrupted dpkg leaves a package. */
export const isHalfDone = ({ state, flag }: DpkgPackage): boolean =>
  flag.startsWith('reinst') || ['unpacked', 'half-configured', 'half-installed'].includes(state);
