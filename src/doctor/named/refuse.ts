import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { type Text, text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import { type BinaryReport, reportBinary } from '../../facts/binary.ts';
import type { BinaryKind } from '../../facts/binary-kind.ts';

const refusal = (what: Text, hint?: Text): SetupError => new SetupError(EXIT.usage, what, hint && { hint });

/** What `--binary` cannot be about: files that nobody starts or loads, and that do not pretend otherwise. */
const NO_BINARY: Partial<Record<BinaryKind, (name: string) => SetupError>> = {
  object: (name) =>
    refusal(
      text(
        `${name} is an object file: it is linked, not started`,
        `${name} 是目标文件：它用于链接，不能启动`,
      ),
      text(
        `What a link with it lacks: czmq-setup doctor --link -- cc ${name} -lczmq -lzmq`,
        `要查看用它链接时缺少什么：czmq-setup doctor --link -- cc ${name} -lczmq -lzmq`,
      ),
    ),
  core: (name) =>
    refusal(
      text(
        `${name} is a core dump, the memory of a program that crashed`,
        `${name} 是核心转储，即崩溃程序的内存`,
      ),
      text('Name the program that left it behind.', '请指定产生它的那个程序。'),
    ),
  data: (name) => refusal(text(`${name} is neither a program nor a library`, `${name} 既不是程序也不是库`)),
};

/** A snapshot holds what a doctor asked where it was made, and no other programs. */
function recorded(ask: Ask, name: string): BinaryReport {
  try {
    return reportBinary(ask, name);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'NotRecorded') throw error;
    throw refusal(
      text(`the snapshot has nothing of ${name}`, `快照中没有 ${name} 的内容`),
      text('It can be looked at only on the machine itself.', '只能在那台机器上检查它。'),
    );
  }
}

/** Throws a SetupError (exit 2) for a path that names neither a program nor a library. `name`: as it was typed. */
export function refuseUnlessBinary(ask: Ask, name: string): void {
  const { kind, fault } = recorded(ask, name);
  const refused = kind === null ? undefined : NO_BINARY[kind];
  if (refused !== undefined) throw refused(name);
  if (!ask.probe.lstat(name).ok && fault !== 'denied')
    throw refusal(text(`${name} does not exist`, `${name} 不存在`));
  const stat = ask.probe.stat(name);
  if (stat.ok && stat.value.kind === 'directory')
    throw refusal(
      text(`${name} is a folder`, `${name} 是目录`),
      text('--binary takes one program or library.', '--binary 需要一个程序或库文件。'),
    );
  if (stat.ok && stat.value.kind !== 'file')
    throw refusal(
      text(
        `${name} is a pipe, a socket or a device, no program and no library`,
        `${name} 是管道、套接字或设备，不是程序也不是库`,
      ),
    );
}
