import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder to see inside the machine. */
export interface Bind {
  readonly from: string;
  readonly to: string;
  readonly writable?: boolean;
}

export interface MachineOptions {
  /** Read-only layers, topmost first: folders that layers.ts made. */
  readonly layers: readonly string[];
  /** False: the machine sees a loopback device and nothing else. */
  readonly network?: boolean;
  readonly binds?: readonly Bind[];
  /** Extra tmpfs mounts: path -> size as mount(8) takes it (`16m`). */
  readonly tmpfs?: Readonly<Record<string, string>>;
}

export interface RunOptions {
  readonly user?: 'root' | 'user';
  /** Added to a clean environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: string;
  readonly timeoutMs?: number;
}

export interface Ran {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const USER_ID = '1000';

/**
 * A machine in a chroot: overlayfs over cached layers, its own mount, process and (on wish) network namespace.
 * Everything it mounts or starts lives in those namespaces, whose first process ends when our end of its standard
 * input closes: however the test run dies, nothing stays behind but a folder, which the next run sweeps.
 */
/** Devices of its own: what a test does to /dev/null must not happen to the machine that runs it. */
const devices = (dev: string): string[] => [
  `mount -t tmpfs -o mode=755 tmpfs ${dev}`,
  ...[
    ['null', '1 3'],
    ['zero', '1 5'],
    ['full', '1 7'],
    ['random', '1 8'],
    ['urandom', '1 9'],
    ['tty', '5 0'],
  ].map(([name, number]) => `mknod -m 666 ${dev}/${name} c ${number}`),
  `mkdir ${dev}/pts ${dev}/shm`,
  `mount -t devpts -o ptmxmode=666,newinstance devpts ${dev}/pts`,
  `mount -t tmpfs -o mode=1777 tmpfs ${dev}/shm`,
  `ln -s pts/ptmx ${dev}/ptmx`,
  `ln -s /proc/self/fd ${dev}/fd`,
  ...['stdin', 'stdout', 'stderr'].map((name, fd) => `ln -s /proc/self/fd/${fd} ${dev}/${name}`),
];

export class Machine {
  private constructor(
    readonly home: string,
    private readonly holder: ChildProcess,
    private readonly holderPid: number,
    private readonly network: boolean,
  ) {}

  /** The machine's root as this process sees it through the namespace's first process. */
  get root(): string {
    return `/proc/${this.holderPid}/root${this.home}/root`;
  }

  /** The writable layer: what the machine's commands changed, and only that. */
  get upper(): string {
    return join(this.home, 'upper');
  }

  static async start(options: MachineOptions): Promise<Machine> {
    const home = mkdtempSync(join(tmpdir(), 'czmq-lab-'));
    for (const folder of ['upper', 'work', 'root']) mkdirSync(join(home, folder));
    const root = join(home, 'root');
    const mounts = [
      `mount -t overlay overlay -o lowerdir=${options.layers.join(':')},upperdir=${home}/upper,workdir=${home}/work ${root}`,
      `mkdir -p ${root}/proc ${root}/dev ${root}/sys ${root}/tmp`,
      `mount -t proc proc ${root}/proc`,
      ...devices(`${root}/dev`),
      `mount -t tmpfs -o mode=1777 tmpfs ${root}/tmp`,
      `cp /etc/resolv.conf ${root}/etc/resolv.conf`,
      // debootstrap leaves this to the installer.
      `echo '127.0.0.1 localhost' > ${root}/etc/hosts`,
      ...Object.entries(options.tmpfs ?? {}).map(
        ([path, size]) => `mkdir -p ${root}${path} && mount -t tmpfs -o size=${size} tmpfs ${root}${path}`,
      ),
      ...(options.binds ?? []).flatMap(({ from, to, writable }) => [
        `mkdir -p ${root}${to} && mount --bind ${from} ${root}${to}`,
        ...(writable ? [] : [`mount -o remount,bind,ro ${root}${to}`]),
      ]),
      ...(options.network === false ? ['ip link set lo up 2>/dev/null || true'] : []),
    ];
    const script = `set -e\n${mounts.join('\n')}\necho ready\nexec cat >/dev/null`;
    const namespaces = [
      '--mount',
      '--pid',
      '--ipc',
      '--uts',
      '--fork',
      '--kill-child',
      '--propagation',
      'private',
    ];
    if (options.network === false) namespaces.push('--net');
    const holder = spawn('unshare', [...namespaces, '--', 'sh', '-c', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve, reject) => {
      holder.stdout?.once('data', () => resolve());
      holder.once('exit', (code) => reject(new Error(`the machine did not start (${code})`)));
    });
    return new Machine(home, holder, childOf(holder.pid ?? 0), options.network !== false);
  }

  /** The argument vector that enters the machine and runs `argv` there. */
  private enter(argv: readonly string[], options: RunOptions): string[] {
    const root = options.user !== 'user';
    const env = {
      PATH,
      HOME: root ? '/root' : '/home/user',
      USER: root ? 'root' : 'user',
      LOGNAME: root ? 'root' : 'user',
      TERM: 'dumb',
      LANG: 'C.UTF-8',
      ...options.env,
    };
    const target = ['--target', String(this.holderPid), '--mount', '--pid', '--ipc', '--uts'];
    if (!this.network) target.push('--net');
    const who = root ? [] : [`--userspec=${USER_ID}:${USER_ID}`, `--groups=${USER_ID}`];
    const inside = [
      'env',
      '-i',
      '-C',
      options.cwd ?? env.HOME,
      ...Object.entries(env).map(([k, v]) => `${k}=${v}`),
    ];
    return ['nsenter', ...target, '--', 'chroot', ...who, join(this.home, 'root'), ...inside, ...argv];
  }

  /** Starts a command and hands it over: for tests that send it signals. It leads its own process group. */
  start(argv: readonly string[], options: RunOptions = {}): ChildProcess {
    const [file, ...args] = this.enter(argv, options);
    return spawn(file as string, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  }

  /** Runs a command to its end. */
  async run(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const started = performance.now();
    const child = this.start(argv, options);
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (words: string) => {
      stdout += words;
    });
    child.stderr?.setEncoding('utf8').on('data', (words: string) => {
      stderr += words;
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input ?? '');
    const timer = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), options.timeoutMs ?? 600_000);
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (...outcome) => resolve(outcome));
    });
    clearTimeout(timer);
    return { code, signal, stdout, stderr, ms: performance.now() - started };
  }

  /** Runs a command that has to succeed. */
  async must(argv: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const ran = await this.run(argv, options);
    if (ran.code !== 0) {
      throw new Error(
        `${argv.join(' ')} ended with ${ran.code ?? ran.signal}\n${ran.stdout.slice(-3000)}\n${ran.stderr.slice(-3000)}`,
      );
    }
    return ran;
  }

  /** A shell line, as the machine's user would type it. */
  sh(line: string, options: RunOptions = {}): Promise<Ran> {
    return this.run(['sh', '-c', line], options);
  }

  /** A path inside the machine, as this process reaches it. */
  path(inside: string): string {
    return this.root + inside;
  }

  write(inside: string, data: string, mode = 0o644): void {
    mkdirSync(dirname(this.path(inside)), { recursive: true });
    writeFileSync(this.path(inside), data, { mode });
  }

  copyIn(from: string, inside: string): void {
    cpSync(from, this.path(inside), { recursive: true, preserveTimestamps: true });
  }

  async stop(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.holder.once('exit', () => resolve()));
    this.holder.stdin?.end();
    await gone;
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Ends the machine and keeps its writable layer at `to`, on the same file system. */
  async freeze(to: string): Promise<void> {
    const gone = new Promise<void>((resolve) => this.holder.once('exit', () => resolve()));
    this.holder.stdin?.end();
    await gone;
    renameSync(this.upper, to);
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** The one child of `unshare --fork` (process 1 of the machine) or of `nsenter --pid` (the command). */
export function childOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/);
  return Number(children[0]);
}
