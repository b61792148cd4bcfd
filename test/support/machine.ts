import type { Answer, NetAnswer, Probe, RunOptions, RunResult, Self, Space } from '../../src/host/host.ts';
import { textOf } from '../../src/host/text-of.ts';
import { allowed, type FileSpec, type Node, Tree } from './tree.ts';

export { program } from './tree.ts';

/** What a command answers: its standard output, or whatever of the result matters. */
export type CommandSpec =
  | string
  | Partial<RunResult>
  | ((options: RunOptions) => string | Partial<RunResult>);

/** The answer of a program that is not there. */
export const notFound: Partial<RunResult> = { code: null, spawnError: 'ENOENT' };

export interface MachineSpec {
  readonly self?: Partial<Self>;
  readonly env?: Readonly<Record<string, string>>;
  /** By absolute path; folders above come by themselves (root's, 0755). */
  readonly files?: Readonly<Record<string, FileSpec>>;
  /** Path -> target of a symlink. Made before the files, which may lie behind one. */
  readonly links?: Readonly<Record<string, string>>;
  /**
   * Command line, words joined by a blank -> answer. The program may stand by its base name (`gcc --version`) or by
   * the path with which it is run (`/opt/bin/gcc --version`), which wins.
   */
  readonly commands?: Readonly<Record<string, CommandSpec>>;
  /** Room by mount point; plenty everywhere else. */
  readonly space?: Readonly<Record<string, Space>>;
  readonly sites?: Readonly<Record<string, NetAnswer>>;
  readonly now?: number;
}

/** A machine from a script. */
export interface FakeMachine extends Probe {
  /** Every command line that was run, in order. */
  readonly ran: readonly string[];
}

const SELF: Self = {
  os: 'linux',
  arch: 'x64',
  kernel: '6.1.0-18-amd64',
  uid: 1000,
  gid: 1000,
  groups: [1000],
  home: '/home/user',
  cwd: '/home/user',
  user: 'user',
  cpus: 4,
  memory: 8 * 2 ** 30,
  command: ['/usr/bin/node', '/opt/czmq-setup/bin/czmq-setup.js'],
  nodeVersion: 'v18.19.0',
};

const PLENTY: Space = { freeBytes: 100 * 2 ** 30, freeInodes: 1e6, totalInodes: 2e6 };

const RESULT: RunResult = {
  code: 0,
  signal: null,
  spawnError: null,
  stdout: '',
  stderr: '',
  timedOut: false,
  truncated: false,
  durationMs: 1,
};

const BITS = { read: 4, write: 2, execute: 1 } as const;

const fail = <T>(fault: 'missing' | 'denied' | 'io' | 'not-directory' | 'too-large'): Answer<T> => ({
  ok: false,
  fault,
});

/**
 * A machine that answers only what its script says: a command that is not in it fails the test. Files are resolved and
 * guarded as the kernel does it.
 */
export function fakeMachine(spec: MachineSpec = {}): FakeMachine {
  const self = { ...SELF, ...spec.self };
  const tree = new Tree();
  for (const [path, target] of Object.entries(spec.links ?? {})) tree.link(path, target);
  for (const [path, file] of Object.entries(spec.files ?? {})) tree.file(path, file);
  const ran: string[] = [];

  const at = <T>(path: string, follow: boolean, use: (node: Node, real: string) => Answer<T>): Answer<T> => {
    const found = tree.resolve(path, follow, self);
    return found.ok ? use(found.value.node, found.value.path) : found;
  };
  const value = <T>(it: T): Answer<T> => ({ ok: true, value: it });
  const stat = (follow: boolean): Probe['stat'] => {
    return (path) =>
      at(path, follow, ({ entries: _, bytes, target, ...rest }) =>
        value({ ...rest, size: rest.kind === 'symlink' ? target.length : bytes.length, dev: 1 }),
      );
  };
  const read = <T>(path: string, use: (bytes: Uint8Array) => Answer<T>): Answer<T> =>
    at(path, true, (node) => {
      if (!allowed(node, 4, self)) return fail('denied');
      return node.kind === 'file' ? use(node.bytes) : fail('io');
    });
  const readFile: Probe['readFile'] = (path, maxBytes = 16 * 2 ** 20) =>
    read(path, (bytes) => (bytes.length > maxBytes ? fail('too-large') : value(bytes)));

  const answerOf = (argv: readonly string[], options: RunOptions): RunResult => {
    const line = argv.join(' ');
    ran.push(line);
    const byName = [argv[0]?.split('/').at(-1), ...argv.slice(1)].join(' ');
    const scripted = spec.commands?.[line] ?? spec.commands?.[byName];
    if (scripted === undefined) throw new Error(`fake machine: unexpected command: ${line}`);
    const said = typeof scripted === 'function' ? scripted(options) : scripted;
    const result = { ...RESULT, ...(typeof said === 'string' ? { stdout: said } : said) };
    for (const stream of ['stdout', 'stderr'] as const) {
      for (const text of result[stream].split('\n')) if (text !== '') options.onLine?.(text, stream);
    }
    return result;
  };

  return {
    self,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: self.home, ...spec.env },
    ran,
    stat: stat(true),
    lstat: stat(false),
    readlink: (path) =>
      at(path, false, (node) => (node.kind === 'symlink' ? value(node.target) : fail('io'))),
    realpath: (path) => at(path, true, (_, real) => value(real)),
    readdir: (path) =>
      at(path, true, (node) => {
        if (node.kind !== 'directory') return fail('not-directory');
        return allowed(node, 4, self) ? value([...node.entries.keys()].sort()) : fail('denied');
      }),
    readFile,
    readText: (path, maxBytes) => {
      const bytes = readFile(path, maxBytes);
      return bytes.ok ? value(textOf(bytes.value)) : bytes;
    },
    readRange: (path, offset, length) =>
      read(path, (bytes) => value(bytes.subarray(offset, offset + length))),
    access: (path, mode) => {
      const found = tree.resolve(path, true, self);
      return found.ok && allowed(found.value.node, BITS[mode], self);
    },
    space: (path) => {
      const mounts = Object.entries(spec.space ?? {})
        .filter(([mount]) => mount === '/' || path === mount || path.startsWith(`${mount}/`))
        .sort(([a], [b]) => b.length - a.length);
      return at(path, true, () => value(mounts[0]?.[1] ?? PLENTY));
    },
    run: async (argv, options = {}) => answerOf(argv, options),
    reach: async (url) => {
      const site = spec.sites?.[url];
      if (site === undefined) throw new Error(`fake machine: unexpected site: ${url}`);
      return site;
    },
    now: () => spec.now ?? 1.75e12,
  };
}
