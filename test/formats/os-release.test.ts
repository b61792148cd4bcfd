import { expect, test } from 'vitest';
import { parseOsRelease } from '../../src/formats/os-release.ts';

test('values are bare, in double quotes with escapes, or in single quotes', () => {
  const fields = parseOsRelease(
    'ID=debian\nPRETTY_NAME="A \\"quoted\\" \\$name"\nNAME=\'Single $quoted\'\n# comment\nbroken\n\nVERSION_ID="12"\r\n',
  );
  expect(Object.fromEntries(fields)).toEqual({
    ID: 'debian',
    PRETTY_NAME: 'A "quoted" $name',
    NAME: 'Single $quoted',
    VERSION_ID: '12',
  });
});

test('hostile bytes give no fields and no exception', () => {
  expect(parseOsRelease('\0\uffff=\n===\nID').size).toBe(0);
  expect(parseOsRelease(`ID=${'"'.repeat(100_000)}`).has('ID')).toBe(true);
});
