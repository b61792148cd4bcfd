import { defineConfig } from 'vitest/config';

const report = process.env.CZMQ_TEST_REPORT;

/** By number: a chroot may have no /etc/hosts to look `localhost` up in. */
const server = { host: '127.0.0.1' };

export default defineConfig({
  server,
  test: {
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      {
        server,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/lab/**'],
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
