import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { profileFix, searchByVariable, searchFolderFix } from '../doctor/loader-fixes.ts';
import { faultsOfKind, found } from '../doctor/stack-faults.ts';
import type { Check } from '../facts/check.ts';
import { witnesses } from '../facts/stack/witnesses.ts';

/** The loader searches the folders in which the libraries are. */
const loaderFolders: Check = {
  id: 'loader-folders',
  title: text('the loader searches the folders of the libraries', '加载器搜索库所在的目录'),
  codes: ['library.dir-not-searched'],
  judge: (ask, scope) =>
    faultsOfKind(ask, scope, 'folder').map((fault): Finding => {
      const { soname, path, folder, loader } = fault;
      const { served, lost } = witnesses(ask, scope, soname);
      // Programs that carry the folder in themselves (RPATH, RUNPATH) work: their author meant it so.
      const works = served.length > 0 && lost.length === 0;
      const list =
        loader === 'musl'
          ? text("musl's path file", 'musl 的路径文件')
          : text('the files of /etc/ld.so.conf', '/etc/ld.so.conf 及其包含的文件');
      return found(fault, {
        severity: works ? 'warning' : 'error',
        title: text(`The loader does not search ${folder}`, `加载器不搜索 ${folder}`),
        cause: works
          ? text(
              `${soname} is in ${folder}, which only programs find that carry the folder in themselves, as ${served[0]} does. Others do not start.`,
              `${soname} 位于 ${folder}，只有自身记录了该目录的程序（如 ${served[0]}）能找到它，其他程序无法启动。`,
            )
          : text(
              `${soname} is in ${folder}. Neither ${list.en} nor LD_LIBRARY_PATH names that folder.`,
              `${soname} 位于 ${folder}，但 ${list['zh-CN']}和 LD_LIBRARY_PATH 都没有列出该目录。`,
            ),
        evidence: [
          { kind: 'file', where: path, text: 'is there, and nothing that starts finds it' },
          ...lost.slice(0, 2).map((program) => ({
            kind: 'file' as const,
            where: program,
            text: `needs ${soname}: not found`,
          })),
        ],
        fixes: [searchFolderFix(ask, folder), ...profileFix(ask, folder), searchByVariable(ask, folder)],
      });
    }),
};

export default loaderFolders;
