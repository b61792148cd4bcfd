import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Files whose subject is a program that this machine does not have: left out, and said so. */
const NEEDS: Readonly<Record<string, string>> = { 'test/origins/obtain.test.ts': 'git' };
const leftOut = Object.entries(NEEDS).filter(([, program]) => spawnSync(program, ['--version']).error);
for (const [file, program] of leftOut) console.info(`skipped: ${file}, since there is no ${program} here`);

const report = process.env.CZMQ_TEST_REPORT;

/** By number: a chroot may have no /etc/hosts to look `localhost` up in. */
const server = { host: '127.0.0.1' };

export default defineConfig({
  server,
  test: {
    // The core keeps no state in its modules, so test files need no process each: that alone took half of the suite's time.
    // vitest leaves a core to the watcher, which nobody runs here.
    poolOptions: { forks: { isolate: false, maxForks: availableParallelism() } },
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      {
        server,
        test: {
          name: 'unit',
          // A busy machine is no failure; what hangs is still ended.
          testTimeout: 30_000,
          include: ['test/**/*.test.ts'],
          exclude: ['test/lab/**', ...leftOut.map(([file]) => file)],
          globalSetup: ['test/global-setup.ts'],
        },
      },
      {
        server,
        test: {
          name: 'lab',
          include: ['test/lab/**/*.lab.ts'],
          globalSetup: ['test/global-setup.ts'],
          // Machines share the two cores and the base image: one file after the other.
          poolOptions: { forks: { singleFork: true } },
          // Machines are fed by a package mirror: a test that a broken download spoiled is run once more, and the report says so.
          retry: 1,
          testTimeout: 600_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
