import type { CacheData } from '../../src/commands/cache.ts';
import type { PlanData } from '../../src/commands/plan.ts';
import type { ReportData } from '../../src/commands/report.ts';
import type { StatusData } from '../../src/commands/status.ts';
import type { UninstallData } from '../../src/commands/uninstall.ts';
import type { CheckDocument, VerifyData } from '../../src/commands/verify.ts';
import { text, verbatim } from '../../src/core/text.ts';
import type { InstallData } from '../../src/install/report.ts';
import type { DoctorView } from '../../src/ui/render/doctor.ts';

// One result of each command, as its type has it.

export const installed: InstallData = {
  prefix: '/usr/local',
  nothingToDo: false,
  libraries: [
    {
      name: 'libzmq',
      version: '4.3.5',
      from: '4.3.4',
      action: 'build',
      features: { curve: true },
      origin: 'https://example.org/zeromq-4.3.5.tar.gz',
    },
    { name: 'czmq', version: '4.2.1', from: null, action: 'restore', features: {}, origin: null },
  ],
  bindings: [
    {
      name: 'goczmq',
      version: 'v4.2.1-0.20210413114303-4e50cfc0edc9',
      from: null,
      action: 'add',
      place: '/home/user/goczmq-example',
      made: true,
      printed: 'server received "Hello"\n',
    },
  ],
  packages: ['g++', 'make'],
  stages: [
    { id: 'packages', outcome: 'skipped', startMs: 0, durationMs: 1 },
    { id: 'libzmq:fetch', outcome: 'done', startMs: 0, durationMs: 1200 },
    { id: 'libzmq:build', outcome: 'done', startMs: 1200, durationMs: 31_000 },
    { id: 'commit', outcome: 'done', startMs: 32_200, durationMs: 300 },
  ],
  longest: [
    { id: 'libzmq:build', durationMs: 31_000 },
    { id: 'libzmq:fetch', durationMs: 1200 },
    { id: 'commit', durationMs: 300 },
  ],
  files: 88,
  displaced: [],
  checks: 12,
  needed: { pkgConfigPath: null, libraryPath: null },
  logs: '/home/user/.local/state/czmq-setup/logs/1',
  next: ['czmq-setup', 'verify'],
};

export const plan: PlanData = {
  schemaVersion: 1,
  machine: { os: 'linux', distro: 'debian', release: '12', arch: 'x64', libc: 'glibc' },
  prefix: '/usr/local',
  libdir: '/usr/local/lib',
  configuredPrefix: '/usr/local',
  libraries: [],
  bindings: [],
  packages: { manager: 'apt', capabilities: ['make'], missing: [{ capability: 'make', packages: ['make'] }] },
  stages: [
    {
      id: 'packages',
      kind: 'packages',
      library: null,
      title: text('Install system packages', '安装系统软件包'),
      after: [],
      root: true,
      steps: [{ act: 'run', argv: ['apt-get', 'install', '-y', 'make'], cwd: '/', env: { LC_ALL: 'C' } }],
      estimateSeconds: 20,
    },
    {
      id: 'libzmq:configure',
      kind: 'configure',
      library: 'libzmq',
      title: text('Configure', '配置'),
      after: ['packages'],
      root: false,
      unless: '@work@/libzmq/Makefile',
      steps: [
        { act: 'mkdir', path: '@work@/a b' },
        { act: 'run', argv: ['./configure', 'CFLAGS=-O2 -g'], cwd: '@work@/libzmq', env: {}, nice: 15 },
        { act: 'obtain', library: 'libzmq', into: '@work@/libzmq' },
      ],
      estimateSeconds: 7,
    },
  ],
  jobs: 2,
  needsElevation: true,
  downloadBytes: 1_500_000,
  estimateSeconds: 61,
  notes: [text('master is not pinned', 'master 未固定')],
  format: 'text',
  work: '/home/user/.cache/czmq-setup/build/<run>',
  script: null,
};

export const uninstalled: UninstallData = {
  prefix: '/usr/local',
  removed: [{ name: 'libzmq', version: '4.3.5' }],
  bindings: [{ name: 'pyzmq', version: '27.3.0', place: '/home/user/venv', outcome: 'removed' }],
  remaining: [],
  notInstalled: ['czmq'],
  filesRemoved: 40,
  restored: ['/usr/local/include/zmq.h'],
  left: [],
  recovered: 'undone',
  loaderCache: 'denied',
  declined: false,
};

export const status: StatusData = {
  prefix: '/usr/local',
  installed: [],
  bindings: [],
  libraries: [
    {
      name: 'libzmq',
      copies: [
        {
          root: '/usr/local',
          versions: ['4.3.5'],
          wins: ['loader', 'compiler'],
          files: [
            {
              kind: 'shared',
              path: '/usr/local/lib/libzmq.so.5',
              real: '/usr/local/lib/libzmq.so.5.2.5',
              version: '4.3.5',
              soname: 'libzmq.so.5',
              owner: { by: 'czmq-setup', name: 'libzmq', version: '4.3.5', changed: false },
            },
          ],
        },
        {
          root: '/usr',
          versions: ['4.3.4'],
          wins: ['pkg-config'],
          files: ['libzmq3-dev', 'libzmq5'].map((name) => ({
            kind: 'shared',
            path: `/usr/lib/${name}`,
            real: null,
            version: null,
            soname: null,
            owner: { by: 'package', manager: 'apt', name, version: '4.3.4-6' },
          })),
        },
      ],
      winners: {
        loader: [{ asked: 'libzmq.so.5', path: '/usr/local/lib/libzmq.so.5', reason: 'cache' }],
        pkgConfig: [{ asked: 'libzmq', path: '/usr/lib/pkgconfig/libzmq.pc' }],
        compiler: [{ asked: 'zmq.h', path: null, skipped: text('no compiler', '没有编译器') }],
      },
    },
    { name: 'czmq', copies: [], winners: { loader: [], pkgConfig: [], compiler: [] } },
  ],
  interrupted: {
    alive: false,
    holder: {
      pid: 42,
      startedAt: null,
      user: 'mei',
      command: 'czmq-setup install',
      since: '2026-01-01T00:00:00Z',
    },
  },
};

const check = (id: string, state: DoctorView['checks'][number]['status'], skipped = false) => ({
  id,
  title: text(`Title of ${id}`, `${id} 的标题`),
  status: state,
  skipped: skipped ? text('no network', '没有网络') : null,
  durationMs: 3,
});

export const doctor: DoctorView = {
  checks: [
    check('loader-cache', 'fail'),
    check('path', 'pass'),
    check('space', 'pass'),
    check('origins', 'skipped', true),
  ],
  binaries: [
    {
      path: '/opt/app',
      interpreter: '/lib64/ld-linux-x86-64.so.2',
      libraries: [
        { name: 'libczmq.so.4', path: null, reason: null, neededBy: '/opt/app' },
        {
          name: 'libzmq.so.5',
          path: '/usr/local/lib/libzmq.so.5',
          reason: 'cache',
          neededBy: 'libczmq.so.4',
        },
      ],
    },
  ],
};

export const report: ReportData = {
  platform: {
    os: 'linux',
    distro: 'debian',
    version: '12',
    arch: 'x64',
    libc: 'glibc 2.36',
    name: 'Debian GNU/Linux 12 (bookworm)',
    kernel: '6.1.0-18-amd64',
  },
  machine: { cpus: 2, memoryMb: 8000, root: false, node: 'v18.19.0' },
  packageManager: 'apt',
  compilers: [{ command: '/usr/bin/cc', version: 'gcc 12.2.0', target: 'x86_64-linux-gnu' }],
  tools: [
    { name: 'make', path: '/usr/bin/make', version: '4.3.0', problem: null },
    { name: 'cmake', path: null, version: null, problem: 'dangling' },
  ],
  modules: [
    {
      module: 'libczmq',
      version: '4.2.1',
      file: '/usr/local/lib/pkgconfig/libczmq.pc',
      cflags: '-I/usr/local/include',
      libs: '-L/usr/local/lib -lczmq',
      unmet: ['libsodium'],
    },
  ],
  environment: { PATH: '/usr/bin:/bin' },
  checks: [
    { id: 'loader-cache', title: text('Loader', '加载器'), status: 'fail', skipped: null, durationMs: 1 },
    { id: 'clock', title: text('Clock', '时钟'), status: 'pass', skipped: null, durationMs: 1 },
  ],
  lastFailure: {
    log: '~/.local/state/czmq-setup/logs/1/03-x.log',
    code: 'tool.missing',
    lines: ['a `b` ``` c'],
  },
  prefix: '/usr/local',
  libraries: status.libraries,
  installed: [],
  snapshot: '/tmp/snapshot.json',
};

export const cache: CacheData = {
  action: 'ls',
  folder: '/home/user/.cache/czmq-setup',
  entries: [
    { kind: 'source', name: 'zeromq-4.3.5.tar.gz', paths: ['/x'], bytes: 1_462_000, usedMs: 0 },
    { kind: 'product', name: 'libzmq 4.3.5', paths: ['/y'], bytes: 900, usedMs: 0 },
  ],
  totalBytes: 1_462_900,
  removed: [],
  removedBytes: 0,
  carried: null,
};

const counted = { corrupt: 0, resent: 0, acknowledged: 0 };
const said = (target: string, part: CheckDocument['part'], id: string): CheckDocument => ({
  ...{ target, part, id, status: 'pass', passed: true, detail: verbatim('') },
});

export const verified: VerifyData = {
  prefix: '/usr/local',
  checks: [
    said('libzmq', 'link', 'pkg-config'),
    said('libzmq', 'link', 'flags'),
    { ...said('libzmq', 'link', 'static'), status: 'fail', passed: false, detail: verbatim('said no') },
    {
      ...said('libzmq', 'pattern', 'pair tcp6'),
      ...{ status: 'skipped', passed: false },
      detail: text('this machine has no ::1', '本机没有 ::1'),
    },
    said('czmq', 'proof', 'version'),
  ],
  deliveries: [
    {
      case: 'link-cut pub-sub',
      ...{ sent: 400, received: 300, lost: 100, duplicated: 0, outOfOrder: 2, ...counted },
      promise: text('one gap', '仅一段'),
      kept: false,
    },
  ],
  suites: [
    {
      ...{ target: 'libzmq', suite: 'tests', version: '4.3.5', passed: 1, failed: 1, skipped: 1 },
      tests: [
        { name: 'test_pair_tcp', outcome: 'pass', detail: verbatim('') },
        { name: 'test_hwm', outcome: 'fail', detail: text('exit status 134', '退出码 134') },
        { name: 'test_gssapi', outcome: 'skipped', detail: text('built without it', '构建时未启用') },
      ],
    },
  ],
  needed: { pkgConfigPath: null, libraryPath: null },
};
