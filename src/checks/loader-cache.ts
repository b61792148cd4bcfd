import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { refreshCacheFix } from '../doctor/loader-fixes.ts';
import { faultsOfKind, found } from '../doctor/stack-faults.ts';
import type { Check } from '../facts/check.ts';

/** The loader's cache knows what lies in the folders that it is made from. */
const loaderCache: Check = {
  id: 'loader-cache',
  title: text("the loader's cache is up to date", '加载器缓存是最新的'),
  codes: ['library.cache-stale'],
  judge: (ask, scope) =>
    faultsOfKind(ask, scope, 'cache-stale').map((fault): Finding => {
      const { soname, path, cache, listed, hasCache } = fault;
      const seen = !hasCache
        ? 'cannot be read'
        : listed === null
          ? `lists no ${soname}`
          : `${soname} => ${listed}`;
      return found(fault, {
        title: text(`The loader cannot find ${soname}`, `加载器找不到 ${soname}`),
        cause: text(
          hasCache
            ? `${path} is in a folder that the loader is told to search, but its cache was made before the file came: ldconfig has not run since.`
            : `The loader looks ${soname} up in ${cache}, which is not there. ldconfig makes it.`,
          hasCache
            ? `${path} 所在目录在加载器的搜索范围内，但缓存是在该文件出现之前生成的：此后没有运行过 ldconfig。`
            : `加载器在 ${cache} 中查找 ${soname}，而该文件不存在。ldconfig 会生成它。`,
        ),
        evidence: [
          { kind: 'file', where: cache, text: seen },
          { kind: 'file', where: path, text: 'is there' },
        ],
        fixes: refreshCacheFix(ask),
      });
    }),
};

export default loaderCache;
