import { text } from '../../core/text.ts';
import { failed, skipped } from '../check.ts';
import { compileWith } from '../compile.ts';
import { handFlags } from '../hand.ts';
import { runProgram } from '../run-program.ts';
import { each, judgeRun, type Way } from './way.ts';

/** Options typed by hand, as in a Makefile: `-I -L -l` and a runpath. */
export const flags: Way = {
  id: 'flags',
  attempt: each(async (site, { recipe, modules, source }) => {
    if (site.staticOnly)
      return skipped(
        text('only static libraries are installed: see "static"', '只安装了静态库：见 “static”'),
      );
    const { host, prefix, env, signal } = site;
    const folder = `${site.folder}/flags-${recipe}`;
    host.mkdir(folder);
    const options = handFlags(host, prefix, modules);
    const built = await compileWith(host, { name: recipe, source, modules }, options, { ...site, folder });
    if (built.program === null) return failed(built.log);
    const { ran, log } = await runProgram(host, [built.program], folder, env, signal);
    return judgeRun(site, recipe, ran, built.log + log, 'shared');
  }),
};
