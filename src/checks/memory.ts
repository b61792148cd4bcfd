import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { willBuild } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Check } from '../facts/check.ts';
import { resources } from '../facts/resources.ts';

const MEGABYTE = 1024 * 1024;
/** What one C++ compiler process of libzmq takes at -O2, source by source. */
const ONE_COMPILER = 160 * MEGABYTE;

const memory: Check = {
  id: 'memory',
  title: text('there is memory enough to compile', '内存足够编译'),
  codes: ['install.out-of-memory'],
  judge(ask, scope) {
    if (!willBuild(ask, scope)) return [];
    const { memoryAvailable, memory: total } = ask.of(resources);
    if (memoryAvailable >= ONE_COMPILER) return [];
    const left = Math.floor(memoryAvailable / MEGABYTE);
    const finding: Finding = {
      code: 'install.out-of-memory',
      subject: 'cc1plus',
      severity: 'warning',
      title: text(`Only ${left} MB of memory are left for the compiler`, `留给编译器的内存只有 ${left} MB`),
      cause: text(
        `Compiling libzmq takes up to ${ONE_COMPILER / MEGABYTE} MB a process; the system ends a process that finds none.`,
        `编译 libzmq 时每个进程最多需要 ${ONE_COMPILER / MEGABYTE} MB 内存；内存耗尽时系统会终止进程。`,
      ),
      evidence: [
        { kind: 'system', where: 'memory', text: `${left} of ${Math.floor(total / MEGABYTE)} MB available` },
      ],
      consequences: [],
      fixes: [
        proposal(
          text(
            "End other programs, raise the container's memory limit, or add swap",
            '请结束其他程序、提高容器的内存上限，或增加交换空间',
          ),
        ),
      ],
    };
    return [finding];
  },
};

export default memory;
