import { text } from '../../core/text.ts';
import { failed, skipped } from '../check.ts';
import { compileWith, pkgConfigFlags } from '../compile.ts';
import { runProgram } from '../run-program.ts';
import { splitFlags } from '../words.ts';
import { each, judgeRun, type Site, type Way } from './way.ts';

const ASK_MS = 30_000;

/** The folder of a module's library, as its `.pc` file names it. */
async function libdirOf({ host, env, signal }: Site, module: string): Promise<string | null> {
  const argv = [env.PKG_CONFIG || 'pkg-config', '--variable=libdir', module];
  const ran = await host.run(argv, { env, timeoutMs: ASK_MS, signal });
  return ran.code === 0 ? (splitFlags(ran.stdout)[0] ?? null) : null;
}

/**
 * `pkg-config --static` with the archives named by path, since a linker that is given `-lzmq` takes the shared library
 * where both lie; and the C++ runtime, which a C compiler does not add (libstdc++; libc++ on macOS).
 */
export const statically: Way = {
  id: 'static',
  attempt: each(async (site, { recipe, modules, source }) => {
    const { host, env, signal } = site;
    const { flags, log } = await pkgConfigFlags(host, modules, site, true);
    if (flags === null) return failed(log);
    const archives = new Map<string, string>();
    for (const module of modules) {
      const libdir = await libdirOf(site, module);
      const archive = `${libdir}/${module}.a`;
      if (libdir === null || !host.stat(archive).ok)
        return skipped(text(`there is no ${module}.a`, `没有 ${module}.a`));
      archives.set(`-l${module.replace(/^lib/, '')}`, archive);
    }
    const folder = `${site.folder}/static-${recipe}`;
    host.mkdir(folder);
    const runtime = host.self.os === 'darwin' ? '-lc++' : '-lstdc++';
    const options = [...flags.map((flag) => archives.get(flag) ?? flag), runtime];
    const built = await compileWith(host, { name: recipe, source, modules }, options, { ...site, folder });
    if (built.program === null) return failed(log + built.log);
    const done = await runProgram(host, [built.program], folder, env, signal);
    return judgeRun(site, recipe, done.ran, log + built.log + done.log, 'static');
  }),
};
