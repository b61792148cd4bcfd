import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import type { BinaryReport } from '../../facts/binary.ts';
import { activeHwcaps } from '../../facts/loader/hwcaps.ts';
import { systemPackages } from '../../facts/package-manager.ts';
import { ownArchitecture } from '../../facts/stack/own-architecture.ts';
import { blank, nameOf } from './blank.ts';

/** Other architectures whose programs a machine's kernel starts. */
const KIN: Readonly<Record<string, readonly string[]>> = {
  x86_64: ['i386', 'x32'],
  aarch64: ['armhf', 'arm'],
};

/** Why a sound program cannot even begin to load its libraries. */
export async function startFinding(ask: Ask, report: BinaryReport): Promise<Finding | null> {
  const { path, architecture, interpreter, interpreterWorks, x86Level } = report;
  const own = ownArchitecture(ask);
  const foreign = architecture !== null && own !== null && architecture !== own;
  // Kernels run programs of their processor's narrower kind, if only its loader is there.
  const isKin = own !== null && architecture !== null && KIN[own]?.includes(architecture) === true;
  if (interpreter !== null && !interpreterWorks && (!foreign || isKin)) {
    const there = ask.probe.stat(interpreter).ok;
    const owner = await ask.of(systemPackages)?.owner(interpreter);
    return {
      ...blank,
      code: 'runtime.interpreter-missing',
      subject: interpreter,
      title: text(
        `${path} needs the loader ${interpreter}, which is not there`,
        `${path} 需要加载器 ${interpreter}，而它不存在`,
      ),
      cause: text(
        /musl/.test(interpreter)
          ? 'The program is built for musl, another C library than this machine has; the shell says only "No such file or directory".'
          : 'The program is built for another system; the shell says only "No such file or directory".',
        /musl/.test(interpreter)
          ? '该程序是为 musl 构建的，与本机的 C 库不同；shell 只会说“没有那个文件或目录”。'
          : '该程序是为另一种系统构建的；shell 只会说“没有那个文件或目录”。',
      ),
      evidence: [
        { kind: 'file', where: path, text: `interpreter ${interpreter}` },
        { kind: 'file', where: interpreter, text: there ? 'is for another machine' : 'no such file' },
      ],
      fixes: owner
        ? [
            {
              title: text(`Reinstall ${owner.name}`, `重新安装 ${owner.name}`),
              commands: [ask.of(systemPackages)?.manager.reinstallArgv([owner.name]) ?? []],
              needsRoot: true,
              automatic: true,
              risk: 'safe',
            },
          ]
        : [
            {
              title: text(
                'Build the program on this machine, or get the one for this system',
                '在本机重新构建该程序，或获取适用于本系统的版本',
              ),
              commands: [],
              needsRoot: false,
              automatic: false,
              risk: 'moderate',
            },
          ],
    };
  }
  // A 32-bit program whose loader is here runs.
  if (foreign && (interpreter === null || !interpreterWorks))
    return {
      ...blank,
      code: 'runtime.wrong-architecture',
      subject: nameOf(path),
      title: text(
        `${path} is for ${architecture}, this machine is ${own}`,
        `${path} 适用于 ${architecture}，而本机是 ${own}`,
      ),
      cause: text(
        'The kernel refuses it ("Exec format error") or no loader here takes it.',
        '内核会拒绝执行（Exec format error），或没有加载器能加载它。',
      ),
      evidence: [{ kind: 'file', where: path, text: architecture ?? '' }],
    };
  const main = report.resolution?.main.elf;
  const has = main ? Math.max(1, ...activeHwcaps(ask, main).map((name) => Number(name.at(-1)))) : 4;
  if (x86Level !== null && x86Level > has)
    return {
      ...blank,
      code: 'runtime.cpu-unsupported',
      subject: path,
      title: text(`${path} is built for a newer processor`, `${path} 是为更新的处理器构建的`),
      cause: text(
        `It needs x86-64-v${x86Level}; this processor has x86-64-v${has}.`,
        `它需要 x86-64-v${x86Level}，而本机处理器只支持 x86-64-v${has}。`,
      ),
      evidence: [{ kind: 'file', where: path, text: `x86-64-v${x86Level}` }],
    };
  return null;
}
