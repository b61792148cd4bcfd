import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { asideFix } from '../doctor/fixes.ts';
import { readableFix } from '../doctor/readable-fix.ts';
import { restoreFixes } from '../doctor/restore.ts';
import { faultsOfKind, found } from '../doctor/stack-faults.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import type { RunFault } from '../facts/stack/fault.ts';

type FileFault = Extract<RunFault, { kind: 'corrupt' | 'architecture' | 'unreadable' }>;

async function findingOf(ask: Ask, scope: Scope, fault: FileFault): Promise<Finding> {
  const { library, path } = fault;
  if (fault.kind === 'unreadable')
    return found(fault, {
      title: text(
        `${library} may not be read by ${ask.probe.self.user}`,
        `用户 ${ask.probe.self.user} 无权读取 ${library}`,
      ),
      cause: text(
        `${fault.blocked} shuts this user out; the loader then says only that there is no such file.`,
        `${fault.blocked} 不允许该用户访问；加载器此时只会说没有这个文件。`,
      ),
      evidence: [{ kind: 'file', where: fault.blocked, text: 'permission denied' }],
      fixes: [readableFix(ask, fault.blocked, 'moderate')],
    });
  const fixes = await restoreFixes(ask, scope, library, [path]);
  const aside = asideFix(ask, path);
  const stat = ask.probe.stat(path);
  const isFolder = stat.ok && stat.value.kind === 'directory';
  if (fault.kind === 'corrupt')
    return found(fault, {
      title: isFolder
        ? text(`${path} is a folder`, `${path} 是一个目录`)
        : text(`${path} is damaged or no library at all`, `${path} 已损坏，或根本不是库文件`),
      cause: isFolder
        ? text('The loader wants a file of this name.', '加载器需要的是同名的文件。')
        : text(`What is in the file: ${fault.detail}.`, `文件内容：${fault.detail}。`),
      evidence: [{ kind: 'file', where: path, text: isFolder ? 'a folder' : fault.detail }],
      // What is installed again takes the place of files, not of folders.
      fixes: isFolder ? [aside] : fixes.length > 0 ? fixes : [aside],
    });
  return found(fault, {
    title: text(`${path} is not for this machine's programs`, `${path} 不适用于本机程序`),
    cause: text(
      `The file is for ${fault.has || 'another machine'}, the programs here are for ${fault.wanted}.`,
      `该文件适用于 ${fault.has || '其他机器'}，而本机程序适用于 ${fault.wanted}。`,
    ),
    evidence: [{ kind: 'file', where: path, text: fault.has }],
    fixes: fixes.length > 0 ? fixes : [aside],
  });
}

/** The libraries' files are whole, for this machine, and may be read. */
const libraryFiles: Check = {
  id: 'library-files',
  title: text("the libraries' files are sound", '库文件完好'),
  codes: ['library.corrupt', 'library.wrong-architecture', 'library.unreadable'],
  judge: (ask, scope) =>
    Promise.all(
      faultsOfKind(ask, scope, 'corrupt', 'architecture', 'unreadable').map((fault) =>
        findingOf(ask, scope, fault),
      ),
    ),
};

export default libraryFiles;
