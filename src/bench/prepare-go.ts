import { goczmq } from '../bindings/goczmq.ts';
import { text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import { said } from '../verify/compile.ts';
import { lastLine, type Prepared, tryProgram, type Unprepared } from './prepared.ts';
import { goczmqSource } from './programs/goczmq.ts';

const BUILD_MS = 300_000;

/** A go.mod and go.sum that name the pinned binding: its zip is taken only with the digest that we know. */
const moduleFiles = (module: string, version: string, sum: string): Readonly<Record<string, string>> => ({
  'go.mod': `module czmq-setup-bench\n\ngo 1.16\n\nrequire ${module} ${version}\n`,
  'go.sum': `${module} ${version} ${sum}\n`,
});

/**
 * Builds the Go program with the goczmq that the module cache holds: nothing is downloaded. `go`: the go command; null where
 * there is none.
 */
export async function prepareGo(
  host: Host,
  go: string | null,
  base: {
    readonly folder: string;
    readonly env: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  },
): Promise<Prepared | Unprepared> {
  const api = 'goczmq';
  if (go === null) return { api, reason: text('Go is not installed', '未安装 Go'), log: '' };
  const version = goczmq.default;
  const release = goczmq.versions[version];
  if (release === undefined) return { api, reason: text('no pinned version', '没有锁定的版本'), log: '' };
  const folder = `${base.folder}/go`;
  host.mkdir(folder);
  for (const [name, words] of Object.entries(moduleFiles(release.module, version, release.sum)))
    host.writeFile(`${folder}/${name}`, words);
  host.writeFile(`${folder}/main.go`, goczmqSource);
  const env = {
    ...base.env,
    // What go.sum lacks is go.mod's own line; nothing comes from outside the cache.
    GOPROXY: 'off',
    GOSUMDB: 'off',
    GOFLAGS: '-mod=mod',
    GOWORK: 'off',
    GO111MODULE: 'on',
    GOTOOLCHAIN: 'local',
    CGO_ENABLED: '1',
  };
  const argv = [go, 'build', '-o', 'bench-goczmq', '.'];
  const ran = await host.run(argv, { env, cwd: folder, timeoutMs: BUILD_MS, signal: base.signal });
  const log = said(argv, ran);
  if (ran.code !== 0) {
    const absent = /module lookup disabled by GOPROXY=off/.test(log);
    const words = lastLine(log);
    const reason = absent
      ? text(
          'goczmq is not in Go’s module cache (czmq-setup install goczmq)',
          'Go 的模块缓存中没有 goczmq（czmq-setup install goczmq）',
        )
      : text(`its measuring program was not built: ${words}`, `测量程序构建失败：${words}`);
    // That nothing was fetched is our own doing, and explains nothing.
    return { api, reason, log: absent ? '' : log };
  }
  const program = { api, argv: [`${folder}/bench-goczmq`], env: base.env, folder: base.folder } as const;
  return tryProgram(host, program, base.signal);
}
