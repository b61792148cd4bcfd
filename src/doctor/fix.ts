import type { Emit } from '../core/event.ts';
import type { Finding, Fix } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import { type Ask, askOf } from '../facts/ask.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { type Elevation, powers } from '../facts/powers.ts';
import type { Context } from '../host/context.ts';
import { askPassword } from '../install/elevate.ts';
import { commandLine } from '../install/shell-words.ts';
import type { Examination } from './examine.ts';
import { movedBack, movesOf } from './repair/moves.ts';

/** What became of one fix. */
export interface Repair {
  readonly code: Finding['code'];
  readonly subject: string | null;
  readonly title: Text;
  readonly commands: Fix['commands'];
  /** `no-root`: it needs root and nobody here can become root. */
  readonly outcome: 'done' | 'failed' | 'declined' | 'no-root';
  /** The end of what a command said that failed. */
  readonly words: string | null;
  readonly needsRoot: boolean;
  readonly undo: Fix['commands'];
}

export interface Mended {
  readonly repairs: readonly Repair[];
  readonly examination: Examination;
}

/** Each fix is tried once; a chain of causes is no longer than this. */
const MOST_FIXES = 12;
const PATIENCE_MS = 30 * 60_000;
const WORDS = 2000;

/** After the user's own folders: hier(7). */
const SYSTEM_PATH = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

const keyOf = ({ commands }: Fix): string => JSON.stringify(commands);

/**
 * The first fix of the most serious finding that has not been tried; findings come by their severity. What works today
 * (a warning) is not put at risk without asking, and what is only worth knowing is left as it is.
 */
function next(
  findings: readonly Finding[],
  tried: ReadonlySet<string>,
  yes: boolean,
): { finding: Finding; fix: Fix } | null {
  for (const finding of findings) {
    if (finding.severity === 'info') continue;
    const mayRun = ({ risk }: Fix): boolean => finding.severity === 'error' || !yes || risk === 'safe';
    const fix = finding.fixes.find(
      (one) => one.automatic && one.commands.length > 0 && mayRun(one) && !tried.has(keyOf(one)),
    );
    if (fix !== undefined) return { finding, fix };
  }
  return null;
}

const say = (emit: Emit, level: 'info' | 'warning', words: Text): void =>
  emit({ type: 'note', level, text: words });

async function elevationFor(context: Context, ask: Ask, fix: Fix): Promise<Elevation | 'none' | 'no-root'> {
  const power = await ask.of(powers);
  if (!fix.needsRoot || power.root) return 'none';
  const { elevation } = power;
  if (elevation === null || (elevation.password && context.ask === null)) return 'no-root';
  if (elevation.password) await askPassword(context.host, elevation);
  return elevation;
}

/** Runs a fix's commands in order; null where all succeeded, else the end of what the failing one said. */
async function carryOut(
  context: Context,
  ask: Ask,
  fix: Fix,
  elevation: Elevation | null,
): Promise<string | null> {
  const { host, emit, signal } = context;
  const more: Readonly<Record<string, string>> = ask.of(systemPackages)?.manager.env ?? {};
  const own = Object.fromEntries(
    Object.entries(host.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  // Package managers refuse to work where PATH lacks the system's own folders (dpkg(1), "bad-path").
  const path = [...new Set([...(own.PATH ?? '').split(':').filter(Boolean), ...SYSTEM_PATH])].join(':');
  const packages = ask.of(systemPackages)?.manager.program;
  for (const argv of fix.commands) {
    const settings = argv.some((word) => word === packages || word === 'dpkg') ? more : {};
    const before =
      elevation === null
        ? []
        : [
            ...elevation.argv,
            '--',
            'env',
            ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
          ];
    const run = await host.run([...before, ...argv], {
      env: { ...own, PATH: path, ...settings },
      session: 'ours',
      // An empty pipe, since /dev/null may be what is to be mended.
      input: '',
      timeoutMs: PATIENCE_MS,
      signal,
      onLine: (line) => emit({ type: 'stage-output', stage: 'fix', line }),
    });
    if (run.code !== 0)
      return (run.stderr.trim() || run.stdout.trim() || run.spawnError || `exit status ${run.code}`).slice(
        -WORDS,
      );
  }
  return null;
}

async function attempt(context: Context, finding: Finding, fix: Fix, yes: boolean): Promise<Repair> {
  const { emit } = context;
  const ask = askOf(context.host);
  const lines = fix.commands.map((argv) => `  ${commandLine(argv)}`).join('\n');
  say(
    emit,
    'info',
    text(
      `${finding.title.en}\n${fix.title.en}:\n${lines}`,
      `${finding.title['zh-CN']}\n${fix.title['zh-CN']}：\n${lines}`,
    ),
  );
  const moves = movesOf(context.host, fix);
  const end = (outcome: Repair['outcome'], words: string | null = null): Repair => ({
    code: finding.code,
    subject: finding.subject,
    title: fix.title,
    commands: fix.commands,
    outcome,
    words,
    needsRoot: fix.needsRoot,
    undo: outcome === 'done' ? [...movedBack(context.host, moves), ...(fix.undo ?? [])] : [],
  });
  if (!yes && !(await context.ask?.confirm(text('Run this?', '执行吗？'), true))) return end('declined');
  const elevation = await elevationFor(context, ask, fix);
  if (elevation === 'no-root') {
    say(
      emit,
      'warning',
      text(
        'This needs root, and neither root, sudo nor doas is to be had without asking.',
        '此操作需要 root 权限，而当前无法取得（root、sudo、doas 均不可用）。',
      ),
    );
    return end('no-root');
  }
  const failure = await carryOut(context, ask, fix, elevation === 'none' ? null : elevation);
  if (failure !== null) {
    say(emit, 'warning', text(`It failed: ${failure}`, `失败：${failure}`));
    return end('failed', failure);
  }
  const repair = end('done');
  for (const argv of repair.undo)
    say(emit, 'info', text(`To undo it: ${commandLine(argv)}`, `撤销方法：${commandLine(argv)}`));
  return repair;
}

/**
 * Repairs what can be repaired by a program: the root of what is wrong first, then everything is asked anew, until no
 * error and no warning is left or nothing remains to be tried. `examine` asks the machine again, nothing remembered.
 */
export async function mend(
  context: Context,
  first: Examination,
  examine: () => Promise<Examination>,
  yes: boolean,
): Promise<Mended> {
  const tried = new Set<string>();
  const repairs: Repair[] = [];
  let examination = first;
  while (repairs.length < MOST_FIXES && !context.signal.aborted) {
    const step = next(examination.findings, tried, yes);
    if (step === null) break;
    tried.add(keyOf(step.fix));
    const repair = await attempt(context, step.finding, step.fix, yes);
    repairs.push(repair);
    if (repair.outcome === 'done' || repair.outcome === 'failed') examination = await examine();
  }
  return { repairs, examination };
}
