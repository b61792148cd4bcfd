import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { flag, option, repeated, rest } from '../fields.ts';
import type { CommandSpec } from '../spec.ts';
import * as v from '../values.ts';
import { prefix } from './shared.ts';

export const doctor: CommandSpec<O.DoctorOptions> = {
  summary: text(
    'say what is wrong with this machine, why, and what to type',
    '检查本机：哪里不对、为什么、该输入什么',
  ),
  acts: true,
  fields: {
    prefix,
    fix: flag(text('run the automatic fixes, asking before each', '执行可自动完成的修复，逐个询问')),
    binary: repeated(
      v.file,
      text(
        'a program or library to diagnose too; named alone and loading well, only it is looked at (repeatable)',
        '另外诊断的程序或库；若只给出此项且其加载正常，则只检查它（可重复）',
      ),
    ),
    snapshot: option(
      v.file,
      null,
      text('diagnose the machine that report --snapshot recorded', '诊断 report --snapshot 记录的机器'),
    ),
    target: repeated(
      v.word('TARGET', 'target'),
      text('what the machine is wanted for', '本机用来做什么'),
      'list',
    ),
    only: repeated(v.word('ID'), text('run these checks only', '只运行这些检查'), 'list'),
    list: flag(text('name the checks and run none', '列出全部检查，不运行')),
    online: flag(text('try the network as well', '也检查网络')),
    ignore: repeated(
      v.findingKey,
      text('show this finding as ignored (repeatable)', '把这条诊断标为已忽略（可重复）'),
    ),
    strict: flag(text('a warning fails too', '有警告也算失败')),
    link: rest(
      'link',
      'COMMAND…',
      (given) => given,
      text(
        'diagnose a link line: doctor --link -- gcc main.o -lczmq',
        '诊断链接命令：doctor --link -- gcc main.o -lczmq',
      ),
    ),
  },
};
