import { expect, it } from 'vitest';
import { run } from '../../src/commands/env.ts';
import type { EnvOptions } from '../../src/commands/options.ts';
import { live } from '../install/transaction/kit.ts';

const env = (options: Partial<EnvOptions>, SHELL = '/bin/bash') =>
  run(
    {
      host: { ...live, env: { SHELL } },
      emit: () => {},
      ask: null,
      lang: 'en',
      signal: new AbortController().signal,
      stdin: null,
      packageRoot: '/nowhere',
      version: '0.1.0',
    },
    { yes: false, quiet: false, verbose: false, json: false, prefix: '/opt/zmq', shell: null, ...options },
  );

it("writes for the user's own shell unless another is named", async () => {
  expect((await env({}, '/usr/bin/fish')).data).toMatchObject({ shell: 'fish', prefix: '/opt/zmq' });
  expect((await env({ shell: 'zsh' }, '/usr/bin/fish')).data.shell).toBe('zsh');
});

it('says which folders stand in which variable', async () => {
  expect((await env({})).data.variables).toContainEqual({
    name: 'PKG_CONFIG_PATH',
    folders: ['/opt/zmq/lib/pkgconfig'],
  });
});

it.each(['/opt/a:b', '/opt/a\nb'])('refuses %j, which no search path can hold', async (prefix) => {
  await expect(env({ prefix })).rejects.toMatchObject({ exitCode: 2 });
});
