import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { flag, many, mapped, merged, option, repeated, unless } from '../fields.ts';
import type { Fields } from '../spec.ts';
import { usageError } from '../usage.ts';
import * as v from '../values.ts';
import { cacheKey, into, prefix, sudo, targetsHelp, venv } from './shared.ts';

export const BUILD: Fields<Omit<O.BuildOptions, keyof O.CommonOptions>> = {
  targets: many('target[@version]', v.word('TARGET', 'target'), targetsHelp),
  prefix,
  from: option(
    v.origin('auto', 'git', 'archive'),
    'auto',
    text('where the sources come from', '源代码从哪里取'),
  ),
  source: mapped(v.targetOrigin, text("one target's source (repeatable)", '单个目标的源代码来源（可重复）')),
  mirror: repeated(
    v.mirror,
    text('base address of a mirror, tried first (repeatable)', '镜像的基地址，最先尝试（可重复）'),
  ),
  offline: flag(text('use nothing but the cache', '只用缓存，不访问网络')),
  features: merged(
    v.features,
    text('features to switch on, or off with a dash before them', '要打开的功能；前面加减号表示关闭'),
  ),
  static: flag(
    text('only the static library (with --shared: both)', '只要静态库（与 --shared 同用则两者都要）'),
  ),
  shared: flag(text('only the shared library', '只要共享库')),
  buildSystem: option(
    v.choice('autotools', 'cmake', 'auto'),
    'autotools',
    text(
      'what builds the libraries; auto: the fastest that is proved to make the same here',
      '用哪种构建系统；auto：已验证在本机能得到相同产物的最快方式',
    ),
  ),
  jobs: option(
    v.count,
    null,
    text(
      'compile so many files at once (else from cores and memory)',
      '同时编译的文件数（默认由核数和内存决定）',
    ),
    'j',
  ),
  systemPackages: option(
    v.choice('install', 'check', 'skip'),
    'install',
    text(
      'what to do about packages of the system that are missing',
      '缺少系统软件包时怎么办：安装、只检查或跳过',
    ),
  ),
  sudo,
  cache: unless(text('build anew and keep nothing in the cache', '不用缓存，全部重新构建')),
  cacheFrom: repeated(
    v.store,
    text(
      'a second cache to take signed build results from (repeatable; needs --cache-key)',
      '另一处缓存，从中取用已签名的构建产物（可重复；需要 --cache-key）',
    ),
  ),
  cacheKey,
  verify: flag(
    text(
      'compare what is installed by digest, not only by size and time',
      '按摘要而不仅按大小和时间核对已安装的文件',
    ),
  ),
  keepBuild: flag(text('keep the build folders', '保留构建目录')),
  into,
  venv,
  force: flag(text('build and install again what is already there', '已安装的也重新构建并安装')),
};

export function settleBuild<B extends O.BuildOptions>(options: B, named: ReadonlySet<string>): B {
  if (options.cacheFrom.length > 0 && options.cacheKey === null)
    throw usageError(
      text(
        '--cache-from needs --cache-key FILE: nothing of a second cache is used unless you name the key that signs it',
        '--cache-from 需要 --cache-key FILE：只有您指定了签名密钥，才会使用另一处缓存中的内容',
      ),
      null,
    );
  return {
    ...options,
    static: named.has('static') ? options.static : !(named.has('shared') && options.shared),
    shared: named.has('shared') ? options.shared : !(named.has('static') && options.static),
  };
}
