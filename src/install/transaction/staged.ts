import { join } from 'node:path';
import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { text } from '../../core/text.ts';
import type { Host } from '../../host/host.ts';
import { type FileRecord, recordOf } from '../files.ts';
import { isInside } from '../manifest-check.ts';

/** A file of a DESTDIR tree and how it will be recorded once it is in the prefix. */
export interface StagedFile {
  readonly record: FileRecord;
  /** Absolute, in the staging folder. */
  readonly source: string;
}

const MOST_FILES = 20_000;

const refuse = (path: string, en: string, zh: string): SetupError =>
  new SetupError(EXIT.stageFailed, text(`The staged file ${path} ${en}.`, `暂存文件 ${path} ${zh}。`));

/** As `install -m` would: executable or not, whatever the builder's umask; no set-id bits. */
const saneMode = (mode: number): number => ((mode & 0o111) === 0 ? 0o644 : 0o755);

/**
 * All files and links under `stagedRoot + prefix`, sorted by path. Folders count only through what is in them.
 * Throws SetupError (exit 4) where something was staged outside the prefix, or is neither file nor link.
 */
export async function stagedFiles(
  host: Host,
  stagedRoot: string,
  prefix: string,
): Promise<readonly StagedFile[]> {
  const found: StagedFile[] = [];
  const base = join(stagedRoot, prefix);
  /** `relative` to the staging folder. */
  const walk = async (relative: string): Promise<void> => {
    const path = join(stagedRoot, relative);
    const names = host.readdir(path);
    if (!names.ok) throw refuse(path, 'cannot be read', '无法读取');
    for (const name of names.value) {
      const source = join(path, name);
      const stat = host.lstat(source);
      if (stat.ok && stat.value.kind === 'directory') await walk(join(relative, name));
      else await take(source);
    }
  };
  const take = async (source: string): Promise<void> => {
    if (!source.startsWith(`${base}/`)) throw refuse(source, 'lies outside the prefix', '不在安装目录之内');
    const path = source.slice(base.length + 1);
    if (!isInside(path)) throw refuse(source, 'has a name that is not allowed', '的名称不被允许');
    const record = await recordOf(host, source, path);
    if (record === null) throw refuse(source, 'is neither a file nor a link', '既不是文件也不是链接');
    if (record.type === 'symlink' && record.target.startsWith(`${stagedRoot}/`))
      throw refuse(source, 'is a link into the staging folder', '是指向暂存目录的链接');
    found.push({
      source,
      record: record.type === 'file' ? { ...record, mode: saneMode(record.mode) } : record,
    });
    if (found.length > MOST_FILES) throw refuse(source, 'is one of too many', '数量过多');
  };
  await walk('');
  return found.sort((a, b) => (a.record.path < b.record.path ? -1 : 1));
}
