import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { dpkgStatus } from '../../fixtures/machines/debian.ts';
import { askOf } from '../../src/facts/ask.ts';
import { dpkg } from '../../src/facts/dpkg.ts';
import { fakeMachine } from '../support/machine.ts';
import type { FileSpec } from '../support/tree.ts';

const read = (files: Record<string, FileSpec>) => askOf(fakeMachine({ files })).of(dpkg);
const STATUS = '/var/lib/dpkg/status';
const md5 = (words: string): string => createHash('md5').update(words).digest('hex');

/** A package of a program, a library and a manual page. */
const tool = (files: Record<string, FileSpec>) =>
  read({
    [STATUS]: dpkgStatus({ tool: {} }),
    '/var/lib/dpkg/info/tool.list':
      '/.\n/usr\n/usr/bin\n/usr/bin/tool\n/usr/lib/tool/part.o\n/usr/share/man/tool.1\n',
    '/var/lib/dpkg/info/tool.md5sums': `${md5('program')}  usr/bin/tool\n${md5('part')}  usr/lib/tool/part.o\n${md5('x')}  usr/share/man/tool.1\n`,
    ...files,
  });
const WHOLE = { '/usr/bin/tool': { content: 'program', mode: 0o755 }, '/usr/lib/tool/part.o': 'part' };

test('a machine without dpkg has no record', () => {
  expect(read({})).toBeNull();
});

test('a line that dpkg cannot read is named', () => {
  const words = dpkgStatus({ tool: {} });
  expect(read({ [STATUS]: words })?.unreadable).toBeNull();
  expect(read({ [STATUS]: `${words}rubbish without a colon\n` })?.unreadable).toEqual({
    line: words.split('\n').length,
    text: 'rubbish without a colon',
  });
});

test('a file of the journal that was cut off is told from a whole one', () => {
  const journal = (words: string) =>
    read({ [STATUS]: dpkgStatus({ tool: {} }), '/var/lib/dpkg/updates/0001': words });
  expect(journal('Package: tool\nStatus: install ok unpacked\n')).toMatchObject({
    journal: true,
    tornJournal: [],
  });
  expect(journal('Package: tool\nStatus: install ok half-ins')?.tornJournal).toEqual([
    '/var/lib/dpkg/updates/0001',
  ]);
});

test('a program that is a link to nothing is lost', () => {
  const files = {
    [STATUS]: dpkgStatus({ tool: {} }),
    '/var/lib/dpkg/info/tool.list': '/usr/bin/tool\n',
    '/usr/bin/tool-2': WHOLE['/usr/bin/tool'],
  };
  const damaged = (target: string) =>
    askOf(fakeMachine({ files, links: { '/usr/bin/tool': target } }))
      .of(dpkg)
      ?.damaged(/^tool$/, false);
  expect(damaged('tool-2')).toEqual([]);
  expect(damaged('gone')).toEqual(['tool']);
});

test('a whole package has lost nothing, though its manual was left out', () => {
  const state = tool(WHOLE);
  expect(state?.damaged(/^tool$/, false)).toEqual([]);
  expect(state?.damaged(/^tool$/, true)).toEqual([]);
  expect(state?.damaged(/^other$/, true)).toEqual([]);
});

test.each([
  ['gone', { '/usr/bin/tool': WHOLE['/usr/bin/tool'] }],
  ['empty', { ...WHOLE, '/usr/lib/tool/part.o': '' }],
  ['not executable', { ...WHOLE, '/usr/bin/tool': 'program' }],
])('a file that is %s', (_, files) => {
  expect(tool(files)?.damaged(/^tool$/, false)).toEqual(['tool']);
});

test('a file of another content is seen by reading it', () => {
  const state = tool({ ...WHOLE, '/usr/lib/tool/part.o': 'pa' });
  expect(state?.damaged(/^tool$/, false)).toEqual([]);
  expect(state?.damaged(/^tool$/, true)).toEqual(['tool']);
});

test('what is depended on and not there, by any alternative and by what others provide', () => {
  const state = read({
    [STATUS]: dpkgStatus({
      app: { depends: 'lib (>= 1), gone | awk, virtual, lost' },
      lib: {},
      awk: {},
      real: { provides: 'virtual (= 2)' },
      removed: { status: 'deinstall ok config-files', depends: 'nothing-at-all' },
    }),
  });
  expect(state?.unmet.map((one) => `${one.package.name} ${one.missing}`)).toEqual(['app lost']);
  expect(state?.journal).toBe(false);
});

test('the journal of an interrupted dpkg', () => {
  expect(read({ [STATUS]: '', '/var/lib/dpkg/updates/0003': '' })?.journal).toBe(true);
  expect(read({ [STATUS]: '', '/var/lib/dpkg/updates/tmp.i': '' })?.journal).toBe(false);
});
