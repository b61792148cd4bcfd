import { text } from '../../core/text.ts';
import type { FamilyWords } from '../family.ts';
import type { PossibleCause, Remedy } from '../rule.ts';
import { libraryOfFile } from '../subjects/libraries.ts';

const whyNotFound = (subject: string | null): readonly PossibleCause[] => [
  {
    code: 'library.not-installed',
    why: text('the library is nowhere on the machine', '机器上根本没有这个库'),
    ask: ['find', '/usr', '/usr/local', '/opt', '-name', `${subject ?? 'lib*.so'}*`],
  },
  {
    code: 'library.cache-stale',
    why: text('ldconfig has not run since it was installed', '安装后没有运行过 ldconfig'),
    ask: ['ldconfig', '-p'],
  },
  {
    code: 'library.dir-not-searched',
    why: text('it lies in a folder that the loader does not search', '它所在的目录不在加载器的搜索范围内'),
    ask: ['czmq-setup', 'doctor'],
  },
];

const DOCTOR: Remedy = {
  title: text(
    'Let the doctor say why, on the machine where it happens',
    '在出问题的机器上让 doctor 查明原因',
  ),
  run: [['czmq-setup', 'doctor']],
};

/** macOS and Windows have no cache to refresh; an extension of PHP or Ruby is no library. */
const firstOf = (subject: string | null): Remedy => {
  if (/\.dylib$/.test(subject ?? ''))
    return {
      title: text(
        'It was moved or upgraded: install it again, then build what uses it again',
        '它已被移动或升级：请重新安装，并重新构建使用它的程序',
      ),
      run: [['brew', 'list', '--versions', 'zeromq', 'czmq']],
    };
  if (/\.(?:dll|pyd)$/i.test(subject ?? ''))
    return {
      title: text(
        'Put the DLL, and those that it needs, beside the program or into a folder of PATH',
        '把该 DLL 及其依赖放到程序所在目录，或放入 PATH 中的目录',
      ),
    };
  if (subject !== null && !subject.startsWith('lib'))
    return {
      title: text(
        'Build or install this extension for the program version that loads it',
        '为加载它的程序版本构建或安装该扩展',
      ),
    };
  return {
    title: text(
      "Refresh the loader's cache, if the library was just installed in /usr/local/lib",
      '如果刚安装到 /usr/local/lib，请刷新加载器缓存',
    ),
    run: [['ldconfig']],
    root: true,
    risk: 'safe',
  };
};

const loadFixes = (subject: string | null): readonly Remedy[] => {
  const library = subject ? libraryOfFile(subject) : null;
  return [
    firstOf(subject),
    ...(library === 'libzmq' || library === 'libczmq' || library === 'libsodium'
      ? [{ title: text(`Or install ${library}`, `或安装 ${library}`), install: [library] as const }]
      : []),
    DOCTOR,
  ];
};

/** What rules of `runtime.library-not-found` say, whoever wanted the library. */
export const MISSING_AT_RUN_TIME: FamilyWords = {
  title: (subject) =>
    text(`The loader cannot open ${subject ?? 'a library'}`, `加载器打不开 ${subject ?? '某个库'}`),
  cause: (subject) =>
    text(
      `The program was built with ${subject ?? 'the library'}, and at start the loader found no such file where it searches.`,
      `程序构建时使用了 ${subject ?? '该库'}，但启动时加载器在其搜索范围内没有找到这个文件。`,
    ),
  remedies: loadFixes,
  possible: whyNotFound,
};
