import { expect, test } from 'vitest';
import { explainBytes } from '../../src/explain/explain.ts';

/** Characters of an encoding of one and two bytes, from its decoder. */
function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, readonly number[]>();
  const learn = (bytes: readonly number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes);
    } catch {
      // No character.
    }
  };
  for (let first = 0; first < 256; first += 1) learn([first]);
  for (let first = 0x81; first < 256; first += 1)
    for (let second = 0x40; second < 256; second += 1) learn([first, second]);
  return table;
}

const written = (text: string, encoding: string): Uint8Array => {
  const table = tableOf(encoding);
  return Uint8Array.from([...text].flatMap((character) => [...table.get(character)!]));
};

test.each([
  ['gb18030', 'bash: cmake: 未找到命令', 'tool.missing', 'cmake'],
  ['big5', 'E: 無法找到套件 libzmq5', 'package.not-found', 'libzmq5'],
  ['shift_jis', 'bash: cmake: コマンドが見つかりません', 'tool.missing', 'cmake'],
  [
    'windows-1252',
    'mkdir: impossible de créer le répertoire '.concat("'/usr/local/czmq': Permission non accordée"),
    'install.permission',
    '/usr/local',
  ],
  ['windows-1251', 'bash: cmake: команда не найдена', 'tool.missing', 'cmake'],
])('a log in %s', (encoding, line, code, subject) => {
  const [finding] = explainBytes(written(`make\n${line}\n`, encoding), { where: 'log', manager: null });
  expect(finding).toMatchObject({ code, subject });
  expect(finding!.evidence[0]!.text).toBe(line);
});

test('bytes of no encoding that a tool speaks stay as they are', () => {
  const bytes = Uint8Array.from([...Buffer.from('x.c:1: error: expected '), 0xff, 0xfe, 0x80, 0x0a]);
  expect(explainBytes(bytes, { where: 'log', manager: null })[0]!.evidence[0]!.text).toContain('\ufffd');
});
