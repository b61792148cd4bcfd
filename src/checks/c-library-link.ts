import { text } from '../core/text.ts';
import { toolSeverity } from '../doctor/building.ts';
import { toolFixes } from '../doctor/toolchain-fixes.ts';
import type { Check } from '../facts/check.ts';
import { join } from '../facts/loader/expand.ts';
import { resolveNames } from '../facts/loader/resolve.ts';
import { linkFolders } from '../facts/stack/link-folders.ts';

/** glibc's own name for the loader, and its two files for the linker: a script that leads to it, and the archive. */
const SHARED = 'libc.so.6';
const SCRIPT = 'libc.so';
const ARCHIVE = 'libc.a';

/**
 * Without its linker script the linker takes glibc's archive and says nothing: each program carries a second C library
 * beside the one that its shared libraries load, and dies at start ("IFUNC symbol ... circular dependency").
 */
const cLibraryLink: Check = {
  id: 'c-library-link',
  title: text('programs are linked with the shared C library', '程序链接的是共享的 C 库'),
  codes: ['tool.broken'],
  async judge(ask, scope) {
    const severity = toolSeverity(ask, scope);
    if (severity === null || ask.probe.self.os !== 'linux') return [];
    const loaded = resolveNames(ask, [SHARED])?.libraries.find(({ name }) => name === SHARED)?.path ?? null;
    const is = (folder: string, name: string) => ask.probe.stat(join(folder, name)).ok;
    const folder = linkFolders(ask).find((one) => is(one, SCRIPT) || is(one, ARCHIVE));
    if (loaded === null || folder === undefined || is(folder, SCRIPT)) return [];
    const [script, archive] = [join(folder, SCRIPT), join(folder, ARCHIVE)];
    return [
      {
        code: 'tool.broken',
        subject: 'gcc',
        severity,
        title: text(`${script} is missing`, `缺少 ${script}`),
        cause: text(
          `Without it the linker puts ${archive} into every program, beside ${loaded}, which its libraries load: such a program ends as it starts.`,
          `缺少它时，链接器会把 ${archive} 放进每个程序，而程序的各个库还会加载 ${loaded}：这样的程序一启动就会终止。`,
        ),
        evidence: [
          { kind: 'file', where: script, text: 'no such file' },
          { kind: 'file', where: archive, text: 'is taken in its place' },
        ],
        consequences: [],
        fixes: await toolFixes(ask, 'c-compiler'),
      },
    ];
  },
};

export default cLibraryLink;
