import { fstatSync, readFileSync, statSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { liveHost } from '../host/live.ts';
import { elsewhere } from './elsewhere.ts';
import { main } from './main.ts';
import type { World } from './world.ts';

// `doctor --binary` and nothing else, in a bundle of its own (scripts/quick.mjs): what it asks and says is the
// command's own; what that needs beyond its few files begins again in the whole bundle. So nothing is written before
// the end, and Node's streams, which take longer to load than a program to look at, are left alone.

/** The bundle lies in dist/. */
const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${packageRoot}package.json`, 'utf8')) as { version: string };

/** A stream of Node's is made by the first who asks for it: only for what can be a terminal. */
function isTerminal(name: 'stdout' | 'stderr', descriptor: number): boolean {
  const stat = fstatSync(descriptor);
  return stat.isCharacterDevice() && stat.rdev !== statSync('/dev/null').rdev && process[name].isTTY === true;
}

/** A pipe that does not wait for its reader is full for a moment. */
function write(descriptor: number, words: string): void {
  const bytes = Buffer.from(words);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

async function answer(): Promise<void> {
  const stdoutIsTty = isTerminal('stdout', 1);
  const stderrIsTty = isTerminal('stderr', 2);
  const said = { stdout: '', stderr: '' };
  const world: World = {
    argv: process.argv.slice(2),
    host: liveHost(`${packageRoot}bin/czmq-setup.js`),
    terminal: {
      env: process.env,
      // Nothing is asked.
      stdinIsTty: false,
      stdoutIsTty,
      stderrIsTty,
      columns: (stdoutIsTty && process.stdout.columns) || (stderrIsTty && process.stderr.columns) || null,
    },
    stdout: (words) => {
      said.stdout += words;
    },
    stderr: (words) => {
      said.stderr += words;
    },
    stream: stderrIsTty ? process.stderr : null,
    stdin: null,
    packageRoot,
    version,
    // An interrupt ends a run that only looks.
    signal: new AbortController().signal,
  };
  process.exitCode = await main(world);
  write(2, said.stderr);
  write(1, said.stdout);
}

// Whatever went wrong is told there.
answer().catch(elsewhere);
