// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bash reads them
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeQuick } from '../../scripts/quick.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';
let program = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'czmq-setup-cli-'));
  for (const name of ['bin', 'recipes', 'package.json']) symlinkSync(join(ROOT, name), join(folder, name));
  program = join(folder, 'dist/cli.js');
  await build({
    absWorkingDir: ROOT,
    entryPoints: { cli: 'src/cli.ts' },
    outdir: join(folder, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  });
  await writeQuick(
    {
      absWorkingDir: ROOT,
      bundle: true,
      platform: 'node',
      target: 'node18.19',
      alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    },
    join(folder, 'dist/quick.cjs'),
  );
  mkdirSync(join(folder, 'home'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = () => ({ PATH: process.env.PATH, HOME: join(folder, 'home'), LANG: 'C' });
const run = (...args: string[]) =>
  spawnSync(process.execPath, [program, ...args], { env: env(), encoding: 'utf8' });

test('the stub prints the version without the bundle', () => {
  const stub = join(folder, 'bin/czmq-setup.js');
  const version = execFileSync(process.execPath, [stub, '--version'], { encoding: 'utf8' });
  expect(version).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('the bundle for one program', () => {
  const quick = (...args: string[]) =>
    spawnSync(process.execPath, [join(folder, 'dist/quick.cjs'), ...args], { env: env(), encoding: 'utf8' });
  const same = (...args: string[]) => {
    const timeless = ({ status, stdout, stderr }: ReturnType<typeof run>) => ({
      status,
      stderr,
      stdout: stdout.replace(/"durationMs": \d+/g, ''),
    });
    const whole = timeless(run(...args));
    expect(timeless(quick(...args))).toEqual(whole);
    return whole;
  };

  test('says what the whole one says', () => {
    expect(same('doctor', '--binary', process.execPath).stdout).toContain('libc.so');
    same('doctor', '--json', '--binary', process.execPath, '--lang', 'zh-CN');
  });

  test('begins again in the whole one with what it has no code for', () => {
    expect(same('doctor', '--binary', '/nowhere/program').stderr).toContain('/nowhere/program');
    expect(same('doctor', '--binary', process.execPath, '--only', 'nothing')).toMatchObject({ status: 2 });
    expect(same('completion', 'bash').stdout).toContain('complete -F');
  });
});

test('results go to stdout, failures to stderr', () => {
  expect(run('completion', 'bash')).toMatchObject({
    status: 0,
    stderr: '',
    stdout: expect.stringContaining('complete -F'),
  });
  expect(run('instal')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('unknown command'),
  });
});

test('a reader that goes away is no failure of ours', () => {
  const line = `"${process.execPath}" "${program}" completion bash | true; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', line], { env: env(), encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout.trim()).toBe('0');
});

test.runIf(existsSync('/dev/full'))('a result that could not be written is no success', () => {
  const line = `exec "${process.execPath}" "${program}" completion bash > /dev/full`;
  const { status, stderr } = spawnSync('bash', ['-c', line], { env: env(), encoding: 'utf8' });
  expect(status).toBe(3);
  expect(stderr).toContain('ENOSPC');
});

test('it works in a folder that somebody has deleted', () => {
  const line = `mkdir "${folder}/gone" && cd "${folder}/gone" && rmdir "${folder}/gone" && exec "${process.execPath}" "${program}" completion bash`;
  expect(spawnSync('bash', ['-c', line], { env: env(), encoding: 'utf8' })).toMatchObject({ status: 0 });
});

describe('completion in bash', () => {
  let script = '';
  beforeAll(() => {
    script = join(folder, 'completion.bash');
    writeFileSync(script, run('completion', 'bash').stdout);
  });
  const complete = (...words: string[]): string[] => {
    const lines = [
      `source "${script}"`,
      'COMP_WORDS=("$@")',
      'COMP_CWORD=$(($# - 1))',
      '_czmq_setup',
      'printf "%s\\n" "${COMPREPLY[@]}"',
    ].join('\n');
    const { stdout } = spawnSync('bash', ['-c', lines, 'bash', ...words], { env: env(), encoding: 'utf8' });
    return stdout.split('\n').filter(Boolean);
  };

  test('bash reads the script', () => {
    expect(spawnSync('bash', ['-n', script]).status).toBe(0);
  });

  test.each([
    [['czmq-setup', 'ins'], ['install']],
    [['czmq-setup', '--json', 'sta'], ['status']],
    [['czmq-setup', 'install', '--pre'], ['--prefix']],
    [
      ['czmq-setup', 'install', '--sudo', ''],
      ['auto', 'always', 'never'],
    ],
    [['czmq-setup', 'plan', '--format', '=', 'd'], ['dockerfile']],
    [['czmq-setup', 'install', 'libz'], ['libzmq']],
    [['czmq-setup', 'cache', 'pr'], ['prune']],
    [['czmq-setup', 'status', 'x'], []],
  ])('%j', (words, expected) => {
    expect(complete(...words)).toEqual(expected);
  });
});

test('an interrupt of a command that only looks ends it at once, 130 and 143', async () => {
  const statusAfter = async (signal: 'SIGINT' | 'SIGTERM') => {
    // A command that waits for a standard input that never ends.
    const child = spawn(process.execPath, [program, 'explain', '-'], {
      env: env(),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    await new Promise((resolve) => setTimeout(resolve, 700));
    child.kill(signal);
    return { status: await ended, stderr };
  };
  const [interrupted, terminated] = await Promise.all([statusAfter('SIGINT'), statusAfter('SIGTERM')]);
  expect(interrupted).toMatchObject({ status: 130 });
  expect(terminated).toMatchObject({ status: 143 });
});
