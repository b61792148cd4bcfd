import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseBindings } from '../../src/bindings/choose-removal.ts';
import { exampleModule, exampleProgram } from '../../src/bindings/go-example.ts';
import { goczmq } from '../../src/bindings/goczmq.ts';
import { Guard } from '../../src/bindings/guard.ts';
import {
  type BindingRecord,
  forgetBindings,
  readRecords,
  recordBindings,
} from '../../src/bindings/record.ts';
import { removeBinding } from '../../src/bindings/remove.ts';
import { text } from '../../src/core/text.ts';
import { liveHost } from '../../src/host/live.ts';

const host = liveHost('');
const version = goczmq.default;
const { module, sum } = goczmq.versions[version]!;
let folder = '/';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'czmq-setup-bindings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const record = (more: Partial<BindingRecord> = {}): BindingRecord => ({
  name: 'goczmq',
  version,
  place: join(folder, 'project'),
  made: true,
  prefix: '/opt/zmq',
  library: 'czmq',
  installedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});

describe('what a run changes outside the prefix', () => {
  test('comes back: a file, nothing, and an empty folder', () => {
    const [file, nothing, empty] = ['file', 'nothing', 'empty'].map((name) => join(folder, name));
    writeFileSync(file!, 'mine', { mode: 0o600 });
    mkdirSync(empty!);
    const guard = new Guard(host, join(folder, 'kept'));
    for (const path of [file!, nothing!, empty!]) guard.keep(path);
    writeFileSync(file!, 'theirs');
    mkdirSync(join(nothing!, 'deep'), { recursive: true });
    writeFileSync(join(empty!, 'new'), '');
    expect(guard.putBack()).toBe(true);
    expect(readFileSync(file!, 'utf8')).toBe('mine');
    expect(host.stat(file!)).toMatchObject({ value: { mode: 0o600 } });
    expect(existsSync(nothing!)).toBe(false);
    expect(readdirSync(empty!)).toEqual([]);
  });

  test('a folder with something in it is not touched', () => {
    writeFileSync(join(folder, 'mine'), '');
    const guard = new Guard(host, join(folder, 'kept'));
    guard.keep(folder);
    guard.putBack();
    expect(readdirSync(folder)).toEqual(['mine']);
  });
});

describe('the record', () => {
  const planned = {
    ...({
      name: 'goczmq',
      language: 'go',
      version,
      made: true,
      action: 'add',
      from: null,
      pin: sum,
    } as const),
    ...{ library: 'czmq', reason: text('x', 'x') },
  };
  test('keeps one entry a place, remembers who made it, and forgets what is gone', () => {
    const paths = { state: join(folder, 'state') };
    recordBindings(host, paths, [{ ...planned, place: '/a' }], '/opt/zmq');
    recordBindings(
      host,
      paths,
      [
        { ...planned, place: '/a', made: false },
        { ...planned, place: '/b' },
      ],
      '/usr/local',
    );
    const now = readRecords(host, paths);
    expect(now.map(({ place, made, prefix }) => [place, made, prefix])).toEqual([
      ['/a', true, '/usr/local'],
      ['/b', true, '/usr/local'],
    ]);
    forgetBindings(host, paths, [now[0]!]);
    expect(readRecords(host, paths).map(({ place }) => place)).toEqual(['/b']);
  });

  test('that somebody wrote rubbish into says nothing', () => {
    for (const words of ['', '[]', '{"bindings":[{"name":"goczmq","place":"../up"}]}']) {
      writeFileSync(join(folder, 'bindings.json'), words);
      expect(readRecords(host, { state: folder })).toEqual([]);
    }
  });
});

describe('taking goczmq out', () => {
  const project = (): string => join(folder, 'project');
  const make = (): void => {
    mkdirSync(project());
    writeFileSync(join(project(), 'go.mod'), exampleModule(module, version));
    writeFileSync(
      join(project(), 'go.sum'),
      `${module} ${version} ${sum}\n${module} ${version}/go.mod h1:x\n`,
    );
    writeFileSync(join(project(), 'main.go'), exampleProgram(module));
  };

  test('removes the example that was made', async () => {
    make();
    expect(await removeBinding(host, record())).toBe('removed');
    expect(existsSync(project())).toBe(false);
  });

  test('leaves what the user added, and the example that he made his own', async () => {
    make();
    writeFileSync(join(project(), 'notes.txt'), '');
    expect(await removeBinding(host, record())).toBe('removed');
    expect(readdirSync(project())).toEqual(['notes.txt']);
  });

  test('drops the requirement of a module and keeps the rest of it', async () => {
    make();
    writeFileSync(
      join(project(), 'go.mod'),
      `module x\n\nrequire (\n\texample.org/a v1.0.0\n\t${module} ${version} // indirect\n)\n`,
    );
    writeFileSync(join(project(), 'main.go'), 'package main\n');
    expect(await removeBinding(host, record({ made: false }))).toBe('removed');
    expect(readFileSync(join(project(), 'go.mod'), 'utf8')).toBe(
      'module x\n\nrequire (\n\texample.org/a v1.0.0\n)\n',
    );
    expect(readFileSync(join(project(), 'go.sum'), 'utf8')).toBe('');
    expect(readdirSync(project())).toContain('main.go');
  });

  test('leaves another version, and says when it is gone', async () => {
    make();
    writeFileSync(join(project(), 'go.mod'), `module x\n\nrequire ${module} v4.9.9\n`);
    expect(await removeBinding(host, record())).toBe('left');
    writeFileSync(join(project(), 'go.mod'), 'module x\n');
    expect(await removeBinding(host, record())).toBe('gone');
  });
});

describe('which binding is meant', () => {
  const [one, two] = [record({ place: '/a' }), record({ place: '/b' })];
  const at = { prefix: '/opt/zmq', into: null, venv: null };
  const probe = { ...host, self: { ...host.self, cwd: '/' } };

  test('the one that is named, the only one, or none', () => {
    expect(chooseBindings(probe, ['goczmq'], [one, two], { ...at, into: '/b' }).records).toEqual([two]);
    expect(chooseBindings(probe, ['goczmq'], [one], at).records).toEqual([one]);
    expect(chooseBindings(probe, ['goczmq'], [], at).notInstalled).toEqual(['goczmq']);
    expect(() => chooseBindings(probe, ['goczmq'], [one, two], at)).toThrow(/several places/);
  });

  test('without a word all of the prefix', () => {
    const elsewhere = record({ place: '/c', prefix: '/usr/local' });
    expect(chooseBindings(probe, [], [one, elsewhere], at).records).toEqual([one]);
    expect(chooseBindings(probe, ['czmq'], [one], at).records).toEqual([]);
  });
});
