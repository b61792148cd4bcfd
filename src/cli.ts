import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crash, main } from './cli/main.ts';
import { drained, signals, standardInput, terminalOf, tolerateClosedStreams } from './cli/process.ts';
import type { World } from './cli/world.ts';
import { EXIT } from './core/exit.ts';
import { liveHost } from './host/live.ts';

// The one place that wires the tool to its process.

/** The bundle lies in dist/, beside recipes/ and schemas/. */
const packageRoot = fileURLToPath(new URL('..', import.meta.url));
const { version } = JSON.parse(readFileSync(`${packageRoot}package.json`, 'utf8')) as { version: string };
const terminal = terminalOf();
const output = tolerateClosedStreams();
// Bound now: while listr2 paints it puts its own in the stream's place.
const stderr = process.stderr.write.bind(process.stderr);
const world: World = {
  argv: process.argv.slice(2),
  host: liveHost(`${packageRoot}bin/czmq-setup.js`),
  terminal,
  stdout: (words) => process.stdout.write(words),
  stderr: (words) => stderr(words),
  stream: process.stderr,
  stdin: terminal.stdinIsTty ? null : standardInput,
  packageRoot,
  version,
  signal: signals(),
};

/** An open standard input or socket that nobody waits for must not keep the process. */
async function leave(exitCode: number): Promise<never> {
  await Promise.all([drained(process.stdout), drained(process.stderr)]);
  const fault = output.fault();
  if (fault !== null) process.stderr.write(`czmq-setup: the result could not be written: ${fault}\n`);
  process.exit(fault !== null && exitCode === EXIT.done ? EXIT.cannot : exitCode);
}

process.on('uncaughtException', async (error) => {
  // A painter that is cut off leaves the cursor hidden.
  if (terminal.stderrIsTty) stderr('\x1b[?25h');
  await leave(await crash(error, world));
});
await leave(await main(world));
