import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { baseName } from '../../explain/subjects/paths.ts';

/** lld 17 and later take a version script at its word (--no-undefined-version): names in it that nothing defines are errors. */
export default family(
  'compile.source-incompatible',
  {
    title: (subject) =>
      text(
        `The version script ${subject ?? ''} names functions that do not exist`,
        `版本脚本 ${subject ?? ''} 列出了不存在的函数`,
      ),
    cause: text(
      "The source's list of exported names is out of date. Older linkers passed over it, this one does not.",
      '源码中的导出符号表已经过时。旧的链接器不加理会，而这个链接器会报错。',
    ),
    remedies: [
      {
        title: text('Let the linker pass over it again', '让链接器仍然忽略它'),
        run: [['./configure', 'LDFLAGS=-Wl,--undefined-version']],
      },
      { title: text('Or take a later release of the source', '或采用更新的源码发行版') },
    ],
  },
  [
    {
      id: 'compile.source-incompatible/version-script',
      when: /version script assignment of '[^']{0,200}' to symbol '[^']{1,300}' failed: symbol not defined/,
      subject: ({ log, at }) => {
        const script = log.before(at, 40, /--version-script[=,]"?([^\s",]{1,300})/)?.match[1];
        return script ? baseName(script) : null;
      },
      samples: [
        [
          "clang -shared -Wl,--version-script=/src/lib/exports.map -o libfoo.so\nld.lld: error: version script assignment of 'FOO_1' to symbol 'foo_old' failed: symbol not defined",
          'exports.map',
        ],
      ],
    },
  ],
);
