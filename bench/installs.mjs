// The installs that bench/ measures, each with what it needs beforehand outside the time that is taken.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './measure.mjs';

const here = dirname(fileURLToPath(import.meta.url));
export const tool = join(here, '../bin/czmq-setup.js');

const digestOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** `libzmq@4.3.5`: the release of which an archive is pinned by the recipe. */
function targetOf(name, archive) {
  const recipe = JSON.parse(readFileSync(join(here, `../recipes/${name}.json`), 'utf8'));
  const digest = digestOf(archive);
  for (const [version, { archives }] of Object.entries(recipe.versions))
    if (archives.some(({ sha256 }) => sha256 === digest)) return `${name}@${version}`;
  throw new Error(`${archive} is no archive of ${name} that the recipe pins`);
}

/**
 * Everything lies in a scratch folder, which `close` removes. `archives`: pinned ones of libzmq and czmq; `repositories`:
 * what is cloned, made of the archives where null.
 */
export function openInstalls(archiveOfLibzmq, archiveOfCzmq, named = null) {
  const archives = [resolve(archiveOfLibzmq), resolve(archiveOfCzmq)];
  const targets = [targetOf('libzmq', archives[0]), targetOf('czmq', archives[1])];
  const scratch = mkdtempSync(join(tmpdir(), 'czmq-setup-bench-'));
  const unpack = (archive, into) => {
    mkdirSync(into, { recursive: true });
    execFileSync('tar', ['-xf', archive, '-C', into, '--strip-components=1']);
    return into;
  };
  const once = new Map();
  const made = (key, make) => {
    if (!once.has(key)) once.set(key, make());
    return once.get(key);
  };

  const repositories = () =>
    named ??
    made('repositories', () =>
      archives.map((archive, index) => {
        const folder = unpack(archive, join(scratch, `origin-${index}`));
        const git = (...words) => execFileSync('git', ['-C', folder, ...words], { stdio: 'pipe' });
        git('init', '-q');
        git('add', '-A', '-f');
        git('-c', 'user.name=bench', '-c', 'user.email=bench@localhost', 'commit', '-q', '-m', 'all');
        return `file://${folder}`;
      }),
    );
  /** As `make dist` leaves them: with `configure` inside, so that no autotools are run. */
  const tarballs = () =>
    made('tarballs', () =>
      archives.map((archive, index) => {
        const folder = unpack(archive, join(scratch, `dist-${index}`));
        mkdirSync(join(folder, 'config'), { recursive: true });
        execFileSync('autoreconf', ['--force', '--install'], { cwd: folder, stdio: 'pipe' });
        rmSync(join(folder, 'autom4te.cache'), { recursive: true, force: true });
        const packed = join(scratch, `dist-${index}.tar.gz`);
        execFileSync('tar', ['-czf', packed, '-C', scratch, `dist-${index}`]);
        return packed;
      }),
    );

  const userIn = (folder) => {
    const sources = join(folder, 'cache/czmq-setup/sources');
    mkdirSync(sources, { recursive: true });
    for (const archive of archives) copyFileSync(archive, join(sources, digestOf(archive)));
    return { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), XDG_STATE_HOME: join(folder, 'state') };
  };
  const command = (folder, ...more) => [
    process.execPath,
    tool,
    'install',
    '--yes',
    ...more,
    '--prefix',
    join(folder, 'prefix'),
  ];

  async function cold(...options) {
    const folder = mkdtempSync(join(scratch, 'cold-'));
    const result = await run(command(folder, ...options), { env: userIn(folder) });
    rmSync(folder, { recursive: true });
    return result;
  }
  const sourcesFrom = ([libzmq, czmq]) => ['--source', `libzmq=${libzmq}`, '--source', `czmq=${czmq}`];

  /** A prefix and a cache that one install has filled. */
  const warm = () =>
    made('warm', async () => {
      const folder = mkdtempSync(join(scratch, 'warm-'));
      const env = userIn(folder);
      await run(command(folder, '--offline', ...targets), { env, memory: false });
      return { folder, env };
    });

  return {
    targets,
    async plain() {
      const folder = mkdtempSync(join(scratch, 'plain-'));
      const script = join(here, 'plain-sequence.sh');
      // Warnings are no errors: with a newer gcc than a release knows, the sequence would end at the first.
      const env = { LIBZMQ_OPTIONS: '--disable-Werror', ...process.env };
      const argv = ['sh', script, join(folder, 'prefix'), join(folder, 'work'), ...repositories()];
      const result = await run(argv, { env });
      rmSync(folder, { recursive: true });
      return result;
    },
    archive: (...options) => cold('--offline', ...options, ...targets),
    git: () => cold(...sourcesFrom(repositories()), ...targets),
    tarball: () => cold('--offline', ...sourcesFrom(tarballs()), ...targets),
    /** Both libraries from the cache into an empty prefix, proof included. */
    async restore() {
      const { folder, env } = await warm();
      const uninstall = [process.execPath, tool, 'uninstall', '--yes', '--prefix', join(folder, 'prefix')];
      await run(uninstall, { env, memory: false });
      const result = await run(command(folder, '--offline', ...targets), { env, memory: false });
      if (!/from the cache/.test(result.text)) throw new Error('it was built, not restored');
      return result;
    },
    /** Nothing is to be done. */
    async again(...options) {
      const { folder, env } = await warm();
      const result = await run(command(folder, '--offline', ...options, ...targets), { env, memory: false });
      if (!/Nothing to do/.test(result.text)) throw new Error('something was done');
      return result;
    },
    async doctor() {
      const { folder, env } = await warm();
      return run([process.execPath, tool, 'doctor', '--json', '--prefix', join(folder, 'prefix')], {
        env,
        memory: false,
        accept: [0, 1],
      });
    },
    prepare: async () => {
      repositories();
      tarballs();
      await warm();
    },
    close: () => rmSync(scratch, { recursive: true, force: true }),
  };
}
