import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import type { PackageManager } from '../core/package-manager.ts';
import type { Result } from '../core/result.ts';
import { text } from '../core/text.ts';
import { Explainer } from '../explain/explain.ts';
import { logsIn, piecesOf } from '../explain/inputs.ts';
import { noLog } from '../explain/no-log.ts';
import { askOf } from '../facts/ask.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { PACKAGE_MANAGERS } from '../generated/packages.ts';
import type { Context } from '../host/context.ts';
import type { Host } from '../host/host.ts';
import { reasonHere } from './explained-here.ts';
import type { ExplainOptions } from './options.ts';

/** The manager that speaks for each word of `--for`. */
const MANAGER: Readonly<Record<NonNullable<ExplainOptions['for']>, PackageManager['id']>> = {
  debian: 'apt',
  fedora: 'dnf',
  alpine: 'apk',
  arch: 'pacman',
  suse: 'zypper',
  macos: 'brew',
  freebsd: 'pkg',
};

/** Standard input by its names. */
const STDIN: readonly string[] = ['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0'];

export interface ExplainData {
  /** The logs that were read, in order. */
  readonly logs: readonly string[];
}

/** Reads a log, a build folder's logs or standard input, and names the cause. Having read is success, whatever the log shows: `ok` says that. */
export async function run(
  context: Context,
  options: ExplainOptions,
): Promise<Result<'explain', ExplainData>> {
  const manager = managerFor(context.host, options.for);
  const { logs, findings: said } =
    options.input === null || STDIN.includes(options.input)
      ? await ofStdin(context, manager)
      : ofPath(context.host, options.input, manager);
  const [first, ...rest] = said;
  // `--for` says that the log is another machine's.
  const reason = first && options.for === null ? await reasonHere(context, first) : null;
  const findings = reason ? [reason, ...rest] : said;
  const failed = findings.some(({ severity, code }) => severity === 'error' || code === 'unknown');
  return { command: 'explain', exitCode: EXIT.done, findings, data: { logs }, ok: !failed };
}

function managerFor(host: Host, wanted: ExplainOptions['for']): PackageManager | null {
  if (wanted === null) return askOf(host).of(systemPackages)?.manager ?? null;
  return PACKAGE_MANAGERS.find(({ id }) => id === MANAGER[wanted]) ?? null;
}

interface Answer {
  readonly logs: readonly string[];
  readonly findings: readonly Finding[];
}

async function ofStdin({ stdin }: Context, manager: PackageManager | null): Promise<Answer> {
  if (stdin === null)
    throw new SetupError(EXIT.usage, text('no log was given', '没有给出日志'), {
      hint: text(
        'czmq-setup explain FILE, or: make 2>&1 | czmq-setup explain',
        'czmq-setup explain FILE，或：make 2>&1 | czmq-setup explain',
      ),
    });
  const explainer = new Explainer();
  for await (const piece of stdin) explainer.push(piece);
  return { logs: ['-'], findings: explainer.end({ where: 'stdin', manager }) };
}

function ofPath(host: Host, path: string, manager: PackageManager | null): Answer {
  const stat = host.stat(path);
  if (!stat.ok)
    throw new SetupError(
      EXIT.usage,
      stat.fault === 'denied'
        ? text(`${path} may not be read`, `无权读取 ${path}`)
        : text(`${path} does not exist`, `${path} 不存在`),
    );
  if (stat.value.kind === 'other')
    throw new SetupError(
      EXIT.usage,
      text(`${path} is a pipe or a device, no file`, `${path} 是管道或设备，不是文件`),
      {
        hint: text(
          'Give it as standard input: … | czmq-setup explain',
          '请用标准输入传入：… | czmq-setup explain',
        ),
      },
    );
  const logs = stat.value.kind === 'directory' ? logsIn(host, path) : [path];
  if (logs.length === 0)
    throw new SetupError(EXIT.usage, text(`${path} holds no log`, `${path} 中没有日志`), {
      hint: text(
        'Looked for config.log, CMake and Meson logs and *.log. Keep what the build prints: make 2>&1 | tee build.log',
        '查找了 config.log、CMake 与 Meson 日志和 *.log。请保存构建输出：make 2>&1 | tee build.log',
      ),
    });
  const head = stat.value.kind === 'file' ? host.readRange(path, 0, 512) : null;
  const not = head?.ok ? noLog(head.value, path) : null;
  if (not !== null) throw new SetupError(EXIT.usage, not.what, { hint: not.hint });
  let unknown: readonly Finding[] = [];
  for (const log of logs) {
    const explainer = new Explainer();
    for (const piece of piecesOf(host, log)) explainer.push(piece);
    const findings = explainer.end({ where: log, manager });
    if (findings.length > 0 && findings[0]!.code !== 'unknown') return { logs, findings };
    if (unknown.length === 0) unknown = findings;
  }
  return { logs, findings: unknown };
}
