import { dirname } from 'node:path';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import { libraryHas } from './library-has.ts';
import { inFolder, type Step } from './step.ts';

type FileStep = Extract<
  Step,
  {
    act:
      | 'mkdir'
      | 'write'
      | 'copy'
      | 'copy-folder'
      | 'symlink'
      | 'move'
      | 'remove'
      | 'substitute'
      | 'expect-macro'
      | 'expect-in-library'
      | 'expect-line';
  }
>;

export const isFileStep = (step: Step): step is FileStep =>
  !['run', 'obtain', 'restore', 'commit', 'prove', 'guard', 'prove-binding'].includes(step.act);

/** `#define NAME` with any value but 0, as autoheader's templates become. */
export const definesMacro = (header: string, macro: string): boolean =>
  header
    .split('\n')
    .map((line) => /^\s*#\s*define\s+(\w+)\s*(.*?)\s*$/.exec(line))
    .some((match) => match?.[1] === macro && match[2] !== '0');

function leftOut(library: string, feature: string, evidence: Finding['evidence'][number]): SetupError {
  const title = text(
    `${library} was configured without ${feature}, which was asked for`,
    `${library} 的配置没有包含所要求的 ${feature}`,
  );
  return new SetupError(EXIT.stageFailed, title, {
    findings: [
      {
        code: 'dependency.feature-missing',
        subject: `${library}:${feature}`,
        severity: 'error',
        title,
        cause: text(
          `configure did not find what ${feature} needs and left it out in silence; its log says what it looked for.`,
          `configure 没有找到 ${feature} 所需的内容，并悄悄略过了它；其日志写明了查找过程。`,
        ),
        evidence: [evidence],
        consequences: [],
        fixes: [],
      },
    ],
  });
}

/** go.sum does not record the pinned sum: other bytes than those that were pinned were downloaded (`go help module-auth`). */
function otherSum(subject: string, where: string, wanted: string, words: string): SetupError {
  const key = wanted.slice(0, wanted.lastIndexOf(' '));
  const got = words.split('\n').find((line) => line.startsWith(`${key} `)) ?? `no line for ${key}`;
  const title = text(`The checksum of ${subject} is not the pinned one`, `${subject} 的校验和与固定值不符`);
  return new SetupError(EXIT.integrity, title, {
    findings: [
      {
        code: 'go.checksum-mismatch',
        subject,
        severity: 'error',
        title,
        cause: text(
          'What was downloaded under this version is not what the recipe names: a proxy or a moved tag gave other bytes.',
          '以此版本下载到的内容不是配方所指定的：代理或被移动的标签给出了其他内容。',
        ),
        evidence: [
          { kind: 'file', where, text: got },
          { kind: 'file', where: 'the pin', text: wanted },
        ],
        consequences: [],
        fixes: [],
      },
    ],
  });
}

function copyFolder(host: Host, from: string, to: string): void {
  const names = host.readdir(from);
  host.mkdir(to);
  for (const name of names.ok ? names.value : []) {
    const kind = host.lstat(`${from}/${name}`);
    if (kind.ok && kind.value.kind === 'directory') copyFolder(host, `${from}/${name}`, `${to}/${name}`);
    if (!kind.ok || kind.value.kind !== 'file') continue;
    host.copyFile(`${from}/${name}`, `${to}/${name}`);
    host.chmod(`${to}/${name}`, 0o644);
  }
}

/** Does one file act in the run's work folder. Throws errno errors of the Host, and SetupError for a broken expectation. */
export function fileStep(host: Host, given: FileStep, work: string, library: string | null): void {
  const at = (path: string): string => inFolder(path, work);
  switch (given.act) {
    case 'mkdir':
      host.mkdir(at(given.path));
      return;
    case 'write':
      host.mkdir(dirname(at(given.path)));
      host.writeFile(at(given.path), inFolder(given.text, work));
      return;
    case 'copy':
      host.mkdir(dirname(at(given.to)));
      host.copyFile(at(given.from), at(given.to));
      host.chmod(at(given.to), given.executable ? 0o755 : 0o644);
      return;
    case 'copy-folder':
      copyFolder(host, at(given.from), at(given.to));
      return;
    case 'symlink': {
      const path = at(given.path);
      host.mkdir(dirname(path));
      if (host.lstat(path).ok) host.unlink(path);
      host.symlink(at(given.target), path);
      return;
    }
    case 'move':
      host.mkdir(dirname(at(given.to)));
      host.rename(at(given.from), at(given.to));
      return;
    case 'remove':
      host.remove(at(given.path));
      return;
    case 'substitute': {
      const read = host.readText(at(given.path));
      if (!read.ok) return;
      host.writeFile(
        at(given.path),
        read.value.replaceAll(at(given.from), () => at(given.to)),
      );
      return;
    }
    case 'expect-macro': {
      const read = host.readText(at(given.path));
      if (read.ok && definesMacro(read.value, given.macro)) return;
      const where = at(given.path);
      throw leftOut(library ?? '', given.feature, { kind: 'file', where, text: `no #define ${given.macro}` });
    }
    case 'expect-line': {
      const read = host.readText(at(given.path));
      const words = read.ok ? read.value : '';
      if (words.split('\n').includes(given.line)) return;
      throw otherSum(given.subject, at(given.path), given.line, words);
    }
    case 'expect-in-library': {
      const path = at(given.path);
      if (libraryHas(host, path, given.kind, given.name)) return;
      const words = given.kind === 'symbol' ? `no symbol ${given.name}` : `does not need ${given.name}`;
      throw leftOut(library ?? '', given.feature, { kind: 'symbol', where: path, text: words });
    }
  }
}
