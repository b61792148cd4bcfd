import type { Host, RunResult } from '../host/host.ts';
import { shown } from './address.ts';
import { keepCommit, temporary } from './cache.ts';
import { localFailure, mismatch } from './failure.ts';
import { type Trouble, troubleOfGit } from './trouble.ts';
import { type Attempt, gone, isDown, remember, stillDown, type Work } from './work.ts';

/** A repository answers a question about its refs within this, or not at all. */
const ANSWER_MS = 15_000;
const FETCH_MS = 600_000;
const REF = 'refs/czmq-setup/source';

/**
 * The user's configuration stays (proxy, url.insteadOf, certificates, credential helpers); what could run a program of
 * the repository's or ask a question is off. git-config(1).
 */
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.askPass=',
  'core.autocrlf=false',
  'core.eol=lf',
  'core.attributesFile=/dev/null',
  'init.templateDir=',
  'protocol.ext.allow=never',
  'submodule.recurse=false',
  'fetch.recurseSubmodules=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'http.lowSpeedLimit=1000',
  'http.lowSpeedTime=20',
].flatMap((setting) => ['-c', setting]);

/** git's environment: no prompts, English words, and nothing of a repository that we may have been started in. */
function environment(host: Host, dir: string): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(host.env)) {
    const ours =
      /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_.*|TEMPLATE_DIR|PREFIX|ASKPASS|TRACE.*)$/;
    if (value !== undefined && !ours.test(name) && name !== 'SSH_ASKPASS') env[name] = value;
  }
  return {
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o ConnectTimeout=8',
    ...env,
    LC_ALL: 'C',
    // Said outright: a checkout around the cache is none of our business, and safe.bareRepository may forbid looking.
    GIT_DIR: dir,
    GIT_TERMINAL_PROMPT: '0',
    GCM_INTERACTIVE: 'never',
  };
}

/** One repository's source, kept as a tar in the cache. */
export interface Checkout {
  readonly path: string;
  readonly commit: string;
  /** The ref that was taken, for people. */
  readonly ref: string;
}

interface Wanted {
  readonly url: string;
  /** Null: `tag` if the repository has it, else its default branch. */
  readonly ref: string | null;
  readonly tag: string | null;
  /** What it must be; null where the user named it himself. */
  readonly commit: string | null;
  /** Name of the tar's top folder. */
  readonly name: string;
}

const isCommit = (ref: string): boolean => /^[0-9a-f]{40}$/.test(ref);

/** The refs that `git ls-remote` told, by name. */
const parseRefs = (stdout: string): ReadonlyMap<string, string> =>
  new Map(
    stdout.split('\n').flatMap((line) => {
      const [, oid, name] = /^([0-9a-f]{40,64})\t(\S+)$/.exec(line) ?? [];
      return oid === undefined ? [] : [[name!, oid] as const];
    }),
  );

/** What to ask the repository for: a full ref name or commit; and the commit, where that is known already. */
function choose(
  wanted: Wanted,
  refs: ReadonlyMap<string, string>,
): { ref: string; commit: string | null } | null {
  const words = wanted.ref === null ? [wanted.tag ?? '', 'HEAD'] : [wanted.ref];
  for (const word of words) {
    for (const name of [`refs/tags/${word}`, `refs/heads/${word}`, word]) {
      const oid = refs.get(name);
      if (oid !== undefined) return { ref: name, commit: refs.get(`${name}^{}`) ?? oid };
    }
    if (/^[0-9a-f]{7,40}$/.test(word)) return { ref: word, commit: isCommit(word) ? word : null };
  }
  return null;
}

class Repository {
  constructor(
    private readonly work: Work,
    private readonly wanted: Wanted,
    private readonly dir: string,
  ) {}

  /** Runs git; its words go on as output of the stage. */
  git(args: readonly string[], timeoutMs: number): Promise<RunResult> {
    const { host, emit, stage, signal } = this.work;
    return host.run(['git', ...SETTINGS, ...args], {
      cwd: this.dir,
      env: environment(host, this.dir),
      timeoutMs,
      signal,
      onLine: (line, stream) => {
        if (stream === 'stderr') emit({ type: 'stage-output', stage, line });
      },
    });
  }

  trouble(result: RunResult, ref: string): Trouble {
    const { url } = this.wanted;
    const words = result.timedOut ? 'fatal: unable to access: Connection timed out' : result.stderr;
    return troubleOfGit(url, ref, words, this.work.host.env);
  }

  /** Shallow first; a server that cannot do that, or gives no single commits, is asked for all. */
  async fetch(ref: string): Promise<RunResult> {
    const plain = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules'];
    const all = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
    const whole = isCommit(ref) || !/^[0-9a-f]{7,39}$/.test(ref);
    if (whole) {
      const shallow = await this.git(
        [...plain, '--depth=1', '--', this.wanted.url, `+${ref}:${REF}`],
        FETCH_MS,
      );
      if (shallow.code === 0) return shallow;
      if (!/shallow|not our ref|unadvertised|dumb http/i.test(shallow.stderr)) return shallow;
    }
    const full = await this.git([...plain, '--', this.wanted.url, ...all], FETCH_MS);
    return full.code === 0 ? this.git(['update-ref', REF, `${ref}^{commit}`], ANSWER_MS) : full;
  }
}

/**
 * Fetches one commit of a repository, no more of its history than must be, and keeps it as a tar. The commit is compared
 * with the pinned one before anything is fetched, and again after: another one is a SetupError (exit 5).
 */
export async function clone(work: Work, wanted: Wanted): Promise<Attempt<Checkout>> {
  const { host, cacheDir, signal } = work;
  if (isDown(work, 'git', wanted.url)) return stillDown(wanted.url);
  host.mkdir(cacheDir);
  const dir = temporary(host, cacheDir);
  const tar = `${dir}.tar`;
  host.mkdir(dir, 0o700);
  try {
    const repository = new Repository(work, wanted, dir);
    const failed = (result: RunResult, ref: string): Attempt<never> => {
      if (signal.aborted) throw signal.reason;
      const disk = /No space left on device/.test(result.stderr) ? localFailure('ENOSPC', cacheDir) : null;
      if (disk !== null) throw disk;
      const trouble = repository.trouble(result, ref);
      remember(work, 'git', wanted.url, trouble);
      return gone(trouble);
    };
    const check = (commit: string): void => {
      if (wanted.commit !== null && commit !== wanted.commit) {
        throw mismatch(wanted.name, shown(wanted.url), wanted.commit, commit);
      }
    };

    const shownRef = wanted.ref ?? wanted.tag ?? 'HEAD';
    const names = [wanted.ref, wanted.tag].filter((name) => name !== null);
    const patterns = ['HEAD', ...names, ...names.flatMap((name) => [`${name}^{}`])];
    const made = await repository.git(['init', '--quiet', '--bare'], ANSWER_MS);
    if (made.code !== 0) return failed(made, shownRef);
    const listed = await repository.git(['ls-remote', '--', wanted.url, ...patterns], ANSWER_MS);
    if (listed.code !== 0) return failed(listed, shownRef);
    const chosen = choose(wanted, parseRefs(listed.stdout));
    if (chosen === null) {
      const words = `${shown(wanted.url)} has no ${shownRef}`;
      return gone({ code: 'fetch.not-found', subject: shownRef, words, passing: false, hostDown: false });
    }
    if (chosen.commit !== null) check(chosen.commit);

    const fetched = await repository.fetch(chosen.ref);
    if (fetched.code !== 0) return failed(fetched, shownRef);
    const parsed = await repository.git(['rev-parse', '--verify', `${REF}^{commit}`], ANSWER_MS);
    if (parsed.code !== 0) return failed(parsed, shownRef);
    const commit = parsed.stdout.trim();
    check(commit);
    const packed = await repository.git(
      ['archive', '--format=tar', `--prefix=${wanted.name}/`, '-o', tar, commit],
      FETCH_MS,
    );
    if (packed.code !== 0) return failed(packed, shownRef);
    const ref = chosen.ref.replace(/^refs\/(tags|heads)\//, '');
    return { ok: true, value: { path: await keepCommit(host, cacheDir, tar, commit), commit, ref } };
  } finally {
    host.remove(dir);
    host.remove(tar);
  }
}
