import { describe, expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { headers, modules, together, withFault } from '../../fixtures/machines/kit.ts';
import envSlips from '../../src/checks/env-slips.ts';
import { judge, keys } from '../support/judge.ts';

const PREFIX = '/opt/zmq';
/** The stack's headers and modules lie in a prefix of their own and nowhere else. */
const elsewhere = (env: Record<string, string>) =>
  withFault(withFault(ubuntu2204, { gone: ['/usr/include', '/usr/lib/x86_64-linux-gnu/pkgconfig'] }), {
    env,
    ...together(
      headers(`${PREFIX}/include`, '4.3.4', '4.2.1'),
      modules(`${PREFIX}/lib/pkgconfig`, PREFIX, `${PREFIX}/lib`, '4.3.4', '4.2.1'),
    ),
  });

describe('what is written is not what is meant', () => {
  test.each([
    ['PKG_CONFIG_PATH', `${PREFIX}/lib/pkgconfig/libczmq.pc`],
    ['PKG_CONFIG_PATH', `${PREFIX}/lib/pkgconfig;/usr/lib/pkgconfig`],
    ['PKG_CONFIG_PATH', `${PREFIX}/lib`],
    ['PKG_CONFIG_PATH', `/nothing:${PREFIX}/`],
    ['PKG_CONFIG_PATH', `${PREFIX}/lib64/pkgconfig`],
  ])('%s=%s', async (name, value) => {
    const findings = await judge(envSlips, elsewhere({ [name]: value }));
    expect(keys(findings)).toContain(`error env.pkg-config-path ${name}`);
    expect(findings[0]?.fixes[0]?.commands[0]?.[1]).toContain(`${PREFIX}/lib/pkgconfig`);
  });

  test.each([
    ['CPATH', PREFIX],
    ['C_INCLUDE_PATH', `${PREFIX}/include/zmq.h`],
    ['CPPFLAGS', `-O2 -I${PREFIX}/lib`],
  ])('%s=%s', async (name, value) => {
    const findings = await judge(envSlips, elsewhere({ [name]: value, PKG_CONFIG_PATH: '' }));
    expect(keys(findings)).toContain(`error env.compiler-flags ${name}`);
  });
});

test('a wrong entry beside a right one harms nothing', async () => {
  const env = { PKG_CONFIG_PATH: `${PREFIX}:${PREFIX}/lib/pkgconfig`, CPATH: `${PREFIX}/include:${PREFIX}` };
  expect(await judge(envSlips, elsewhere(env))).toEqual([]);
  expect(await judge(envSlips, withFault(ubuntu2204, { env: { CPATH: '/opt/gone' } }))).toEqual([]);
});
