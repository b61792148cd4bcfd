import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { withFault } from '../../fixtures/machines/kit.ts';
import cLibraryLink from '../../src/checks/c-library-link.ts';
import { judge, keys } from '../support/judge.ts';

const folder = '/usr/lib/x86_64-linux-gnu';
const script = { [`${folder}/libc.so`]: `GROUP ( /lib/x86_64-linux-gnu/libc.so.6 )\n` };
const archive = { [`${folder}/libc.a`]: '!<arch>\n' };

test("glibc's archive without its linker script", async () => {
  const lost = withFault(ubuntu2204, { gone: [`${folder}/libc.so`], files: archive });
  expect(keys(await judge(cLibraryLink, lost, { building: true }))).toEqual(['error tool.broken gcc']);
});

test('both are there, or neither is', async () => {
  const whole = withFault(ubuntu2204, { files: { ...script, ...archive } });
  expect(await judge(cLibraryLink, whole)).toEqual([]);
  const none = withFault(ubuntu2204, { gone: [`${folder}/libc.so`, `${folder}/libc.a`] });
  expect(await judge(cLibraryLink, none)).toEqual([]);
});
