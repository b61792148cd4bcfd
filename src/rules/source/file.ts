import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { matchedName } from '../../explain/subjects/paths.ts';

/** A source file that a tool is told to read and that is not there: compilers' drivers, ninja, m4. */
export default family(
  'source.incomplete',
  {
    title: (subject) =>
      text(`${subject ?? 'A source file'} is not there`, `${subject ?? '某个源文件'} 不存在`),
    cause: (subject) =>
      text(
        `The build reads ${subject ?? 'a file'} that neither the archive or checkout has nor an earlier step has made.`,
        `构建要读取 ${subject ?? '某个文件'}，但压缩包或检出中没有，之前的步骤也没有生成它。`,
      ),
    remedies: [
      {
        title: text('A git checkout: fetch its submodules', '若是 git 检出：获取其子模块'),
        run: [['git', 'submodule', 'update', '--init', '--recursive']],
      },
      {
        title: text(
          'A file that is made (by flex, bison, gperf, a script)? Look further up why that step did not make it',
          '若是生成的文件（flex、bison、gperf 或脚本）：向上查看该步骤为何没有生成它',
        ),
      },
    ],
  },
  [
    {
      id: 'source.incomplete/driver',
      when: /(?:^|[ /])(?:(?:[\w-]{1,40}-)?(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)|cc1|cc1plus|cc1obj)(?:-[\d.]{1,6})?(?:\.exe)?: (?:fatal )?error: (?:(\S{1,300}\.(?:c|cc|cpp|cxx|C|m|mm|S|s|i)): No such file or directory|no such file or directory: '(\S{1,300}\.(?:c|cc|cpp|cxx|C|m|mm|S|s|i))')/,
      tier: 'symptom',
      subject: matchedName,
      samples: [
        [
          'g++: error: gengtype-lex.c: No such file or directory\ng++: fatal error: no input files',
          'gengtype-lex.c',
        ],
        ['cc1plus: fatal error: src/gen/parser.cpp: No such file or directory', 'parser.cpp'],
        ["clang: error: no such file or directory: 'lib/table.c'", 'table.c'],
      ],
    },
    {
      id: 'source.incomplete/ninja',
      when: /^ninja: error: '([^']{1,300})', needed by '[^']{1,300}', missing and no known rule to make it/,
      tier: 'symptom',
      generic: true,
      subject: matchedName,
      samples: [
        [
          "ninja: error: '/home/dev/app/src/foo.c', needed by 'foo.o', missing and no known rule to make it",
          'foo.c',
        ],
      ],
    },
    {
      id: 'source.incomplete/m4',
      when: /(?:^|\/)g?m4:(?:\S{1,120}:\d+:)? (?:ERROR: )?cannot open '([^']{1,200})': No such file/,
      subject: matchedName,
      samples: [
        ["/usr/bin/m4:configure.ac:10: cannot open `version.m4': No such file or directory", 'version.m4'],
      ],
    },
  ],
);
