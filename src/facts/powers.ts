import type { Probe } from '../host/host.ts';
import type { Fact } from './ask.ts';
import { plainEnvironment } from './environment.ts';
import { programs } from './programs.ts';

/** A way to become root. */
export interface Elevation {
  readonly program: 'sudo' | 'doas';
  readonly path: string;
  /** It wants a password first. */
  readonly password: boolean;
  /** Put before a command: runs it as root or fails at once, never asks. */
  readonly argv: readonly string[];
  /**
   * Asks for the password at the terminal, after which `argv` works for some minutes (for doas only where its
   * configuration says `persist`); null where none is needed.
   */
  readonly askPassword: readonly string[] | null;
}

/** What this user may do on this machine. */
export interface Powers {
  readonly root: boolean;
  /** Null where we are root already, or no program can make us root. */
  readonly elevation: Elevation | null;
  /** Programs that are there and will not do it, and their own words why. */
  readonly refused: readonly { readonly program: 'sudo' | 'doas'; readonly words: string }[];
}

/** A directory service behind sudo may be slow; a hanging one must not hang us. */
const PATIENCE_MS = 5000;

/** Said by sudo, sudo-rs and doas where only the password is missing. Everything else is a refusal. */
const PASSWORD_WANTED =
  /password is required|authentication (is )?required|Authentication failed|Authorization required/i;

type Outcome = { readonly elevation: Elevation } | { readonly refused: string };

async function attempt(probe: Probe, program: 'sudo' | 'doas', path: string): Promise<Outcome> {
  const argv = [path, '-n'];
  const answer = await probe.run([...argv, 'true'], {
    env: plainEnvironment(probe),
    timeoutMs: PATIENCE_MS,
    maxBytes: 16 * 1024,
  });
  if (answer.code === 0) return { elevation: { program, path, password: false, argv, askPassword: null } };
  const words = answer.stderr.trim() || answer.stdout.trim();
  if (!PASSWORD_WANTED.test(words)) return { refused: words || (answer.spawnError ?? 'no answer') };
  // sudo-rs and sudo have -v; doas can only be asked to run something.
  const askPassword = program === 'sudo' ? [path, '-v'] : [path, 'true'];
  return { elevation: { program, path, password: true, argv, askPassword } };
}

/** Asked without a prompt: `sudo -n true`, `doas -n true`. */
export const powers: Fact<Promise<Powers>> = {
  id: 'powers',
  async read(ask) {
    const { probe } = ask;
    if (probe.self.uid === 0) return { root: true, elevation: null, refused: [] };
    const refused: { program: 'sudo' | 'doas'; words: string }[] = [];
    for (const program of ['sudo', 'doas'] as const) {
      const path = ask.of(programs).anywhere(program);
      if (path === null) continue;
      const outcome = await attempt(probe, program, path);
      if ('elevation' in outcome) return { root: false, elevation: outcome.elevation, refused };
      refused.push({ program, words: outcome.refused });
    }
    return { root: false, elevation: null, refused };
  },
};
