import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import type { StackLibrary } from '../../src/facts/stack/libraries.ts';
import { lostHeaders } from '../../src/facts/stack/lost-headers.ts';
import { liveHost } from '../../src/host/live.ts';

const folder = mkdtempSync(join(tmpdir(), 'czmq-setup-test-'));
const others = mkdtempSync(join(tmpdir(), 'czmq-setup-test-'));
afterAll(() => {
  for (const one of [folder, others]) rmSync(one, { recursive: true });
});

const lostIn = (words: string) => {
  writeFileSync(join(folder, 'zmq.h'), words);
  const [lost] = lostHeaders(askOf(liveHost('test')), folder, { header: 'zmq.h' } as StackLibrary, [
    folder,
    others,
  ]);
  return lost && { header: lost.header, damage: lost.damage?.en ?? null };
};

const WHOLE = '/* #if in a comment */\n#ifndef ZMQ_H\n#define ZMQ_H\nint zmq_errno (void);\n#endif\n';

test.each([
  ['whole', WHOLE, undefined],
  ['empty', '\n', 'is empty'],
  ['of another file system', `${WHOLE}\0\0\0`, 'holds bytes that are no text'],
  ['cut off by a full disk', WHOLE.slice(0, 50), 'is cut off: a condition is never closed'],
  ['a page that says 404', '<html>404 Not Found</html>', 'is no C header'],
])('a header that is %s', (_, words, damage) => {
  expect(lostIn(words)).toEqual(damage && { header: 'zmq.h', damage });
});

test('one that includes what is not there', () => {
  expect(lostIn(`${WHOLE}#include "zmq_gone.h"\n`)).toEqual({ header: 'zmq_gone.h', damage: null });
});

test('one whose own header lies in another folder of the compiler', () => {
  writeFileSync(join(others, 'zmq_apart.h'), WHOLE);
  expect(lostIn(`${WHOLE}#include "zmq_apart.h"\n`)).toBeUndefined();
});
