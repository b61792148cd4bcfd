import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { fileName } from '../../explain/subjects/libraries.ts';

export default family(
  'runtime.cpu-unsupported',
  {
    title: (subject) =>
      text(
        `${subject ?? 'The program'} was built for a newer CPU`,
        `${subject ?? '程序'} 是为更新的 CPU 构建的`,
      ),
    cause: text(
      'The CPU met an instruction that it does not know: built with -march=native elsewhere, or for a higher level (x86-64-v2, v3).',
      'CPU 遇到了不认识的指令：在别处用 -march=native 构建，或目标级别更高（x86-64-v2、v3）。',
    ),
    remedies: [
      {
        title: text(
          'Build it on this machine, without -march flags of another',
          '在本机重新构建，不要使用别处的 -march 选项',
        ),
      },
    ],
  },
  [
    {
      id: 'runtime.cpu-unsupported/sigill',
      when: /[Ii]llegal instruction|SIGILL\b|signal: 4\b|STATUS_ILLEGAL_INSTRUCTION|0xc000001d/i,
      unless: /Error: |illegal instruction '|checking/,
      subject: ({ line, log, at }) => {
        const said =
          /(?:line \d+: {1,3})?\b\d{1,7} Illegal instruction\s+(?:\(core dumped\)\s*)?(\S{1,200})/.exec(
            line.text,
          )?.[1] ??
          /[Ii]llegal instruction\s+(?:\(core dumped\)\s*)?(\S{1,200})$/.exec(line.text)?.[1] ??
          /^(\S{1,200}): [Ii]llegal instruction/.exec(line.text)?.[1];
        if (said && !/core|dumped|^\(/.test(said)) return fileName(said.replace(/[;,]$/, ''));
        const typed = /^(?:sudo )?((?:\.{0,2}\/)?[\w./-]{1,200})/.exec(log.commandOf(at))?.[1];
        return typed ? fileName(typed) : null;
      },
      samples: [
        ['$ ./server\nIllegal instruction (core dumped)', 'server'],
        ['./run.sh: line 3: 12345 Illegal instruction     ./bench', 'bench'],
        ['./entry.sh: line 5:    10 Illegal instruction     (core dumped) python app.py run', 'python'],
      ],
    },
    {
      id: 'runtime.cpu-unsupported/systemd-kernel',
      when: /([\w@.-]{1,80})\.service: .{0,80}status=4\/ILL|traps: (\S{1,60})\[\d+\] trap invalid opcode|(?:exited with|exit code:?|status) 132\b/,
      subject: ({ match }) => match[1] ?? match[2] ?? null,
      samples: [
        ['systemd[1]: relay.service: Main process exited, code=killed, status=4/ILL', 'relay'],
        ['kernel: traps: relay[812] trap invalid opcode ip:7f12 sp:7ffe error:0 in libsodium.so.23', 'relay'],
      ],
    },
    {
      id: 'runtime.cpu-unsupported/isa-level',
      when: /(\S{1,300}): CPU ISA level is lower than required|(?:Fatal glibc error|FATAL): CPU does not support (x86-64-v\d|\w+)|This program can only be run on (?:Intel|AMD|processors).{0,40}/,
      subject: ({ match }) => (match[1] ? fileName(match[1]) : (match[2] ?? null)),
      samples: [['./app: /usr/local/lib/libzmq.so.5: CPU ISA level is lower than required', 'libzmq.so.5']],
    },
  ],
);
