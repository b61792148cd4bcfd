import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import { ldconfigOf } from '../../facts/ldconfig.ts';
import { libc } from '../../facts/libc.ts';
import { loaderConf } from '../../facts/loader-conf.ts';
import type { Host } from '../../host/host.ts';
import { moveAside } from './aside.ts';

const CONF = '/etc/ld.so.conf';
const FOLDER = '/etc/ld.so.conf.d';
const INCLUDE = `include ${FOLDER}/*.conf`;
const MARK = '# Written by czmq-setup doctor --fix';
const FILE = `${FOLDER}/czmq-setup.conf`;

/** What cannot be read is not written over. */
function linesOf(host: Host, path: string): string[] {
  const file = host.readText(path, 1024 * 1024);
  if (file.ok) return file.value.split('\n').filter((line) => line.trim() !== '');
  if (file.fault === 'missing') return [];
  throw new SetupError(
    EXIT.cannot,
    text(`${path} cannot be read (${file.fault})`, `无法读取 ${path}（${file.fault}）`),
  );
}

async function ldconfig(host: Host, ask: Ask): Promise<number> {
  const program = ldconfigOf(ask);
  if (program === null) return 1;
  return (await host.run([program], { timeoutMs: 120_000 })).code ?? 1;
}

function writeLines(host: Host, path: string, lines: readonly string[]): void {
  const entries = lines.filter((line) => line !== MARK);
  if (entries.length === 0) {
    if (host.lstat(path).ok) host.unlink(path);
    return;
  }
  host.writeFile(path, `${[MARK, ...entries].join('\n')}\n`, { mode: 0o644, sync: true });
}

/** Written through a link: some distributions keep the file elsewhere. */
function writeConf(host: Host, lines: readonly string[]): void {
  const real = host.realpath(CONF);
  // A link that leads nowhere cannot be written through.
  if (!real.ok) moveAside(host, CONF);
  host.writeFile(real.ok ? real.value : CONF, `${lines.join('\n')}\n`, { mode: 0o644, sync: true });
}

/** musl has no cache: its path file, or the built-in list where there is none, is all that it looks at. */
function muslPath(host: Host, loader: string, folder: string, remove: boolean): void {
  const arch = /ld-musl-([^/]+)\.so/.exec(loader)?.[1] ?? '';
  const path = `/etc/ld-musl-${arch}.path`;
  const file = host.readText(path, 1024 * 1024);
  const folders = file.ok
    ? file.value.split(/[:\n]/).filter(Boolean)
    : ['/lib', '/usr/local/lib', '/usr/lib'];
  const others = folders.filter((one) => one !== folder);
  host.writeFile(path, `${(remove ? others : [...others, folder]).join('\n')}\n`, {
    mode: 0o644,
    sync: true,
  });
}

/** Adds a folder to what the loader searches, or takes it out again, and refreshes its cache. 0 where all went well. */
export async function ldConf(
  host: Host,
  ask: Ask,
  folder: string,
  how: 'add' | 'first' | 'remove',
): Promise<number> {
  const system = ask.of(libc);
  if (system?.kind === 'musl') {
    muslPath(host, system.loader, folder, how === 'remove');
    return 0;
  }
  if (how === 'remove') {
    writeLines(
      host,
      FILE,
      linesOf(host, FILE).filter((line) => line !== folder),
    );
    const lines = linesOf(host, CONF);
    const left = lines.filter(
      (line, at) =>
        !(line === MARK && lines[at + 1] === folder) && !(line === folder && lines[at - 1] === MARK),
    );
    if (left.length !== lines.length) writeConf(host, left);
    return ldconfig(host, ask);
  }
  const old = linesOf(host, CONF);
  if (how === 'first') {
    // Included files come in the order of their names in whatever locale ldconfig runs: only this file has a first line.
    if (old[0] !== MARK || old[1] !== folder) writeConf(host, [MARK, folder, ...old]);
    return ldconfig(host, ask);
  }
  host.mkdir(FOLDER, 0o755);
  writeLines(host, FILE, [...new Set([...linesOf(host, FILE), folder])]);
  // A configuration that does not include the file just written, or is not there at all, would never read it.
  if (!loaderConf.read(ask).files.includes(FILE)) writeConf(host, [...old, INCLUDE]);
  return ldconfig(host, ask);
}
