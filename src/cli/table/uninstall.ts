import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { flag, many } from '../fields.ts';
import type { CommandSpec } from '../spec.ts';
import * as v from '../values.ts';
import { into, prefix, sudo, venv } from './shared.ts';

export const uninstall: CommandSpec<O.UninstallOptions> = {
  summary: text('remove what this tool installed, and only that', '卸载由本工具安装的内容，且仅此而已'),
  acts: true,
  fields: {
    targets: many(
      'target',
      v.word('TARGET', 'target'),
      text('what to remove; everything when none is named', '要卸载的目标；不写则全部卸载'),
    ),
    prefix,
    into,
    venv,
    sudo,
    force: flag(text('also what another installed library needs', '即使其他已安装的库仍需要它也卸载')),
  },
};
