import type { StatusCopy, StatusData, StatusLibrary, WinsFor } from '../../commands/status.ts';
import type { Result } from '../../core/result.ts';
import { type Text, text } from '../../core/text.ts';
import type { Owner } from '../../install/status/owners.ts';
import type { Winner } from '../../install/status/winners.ts';
import { clean } from '../clean.ts';
import { type Style, say } from '../style.ts';
import { pad, width, wrap } from '../width.ts';

const ASKERS: Record<WinsFor, Text> = {
  loader: text('loader', '加载器'),
  'pkg-config': text('pkg-config', 'pkg-config 工具'),
  compiler: text('compiler', '编译器'),
};
const NONE = text('not installed', '未安装');
const UNKNOWN = text('version not known', '版本未知');
const USED = text('used by ', '使用者：');

function ownerWords(owner: Owner): Text {
  if (owner.by === 'czmq-setup') {
    return owner.changed
      ? text('czmq-setup, changed since', 'czmq-setup，之后被改动')
      : text('czmq-setup', 'czmq-setup 安装');
  }
  if (owner.by === 'hand') return text('by hand', '手工安装');
  const name = owner.version === null ? owner.name : `${owner.name} ${owner.version}`;
  return text(`${owner.manager}: ${name}`, `软件包（${owner.manager}）：${name}`);
}

/** Each owner once; packages of one manager together. */
function ownersOf({ files }: StatusCopy, style: Style): string {
  const owners = files.map(({ owner }) => owner);
  const packages = new Map<string, Set<string>>();
  for (const owner of owners) {
    if (owner.by !== 'package') continue;
    packages.set(owner.manager, (packages.get(owner.manager) ?? new Set()).add(owner.name));
  }
  const others = owners.filter(({ by }) => by !== 'package').map((owner) => say(style, ownerWords(owner)));
  return [
    ...[...packages].map(([manager, names]) => `${manager}: ${[...names].join(' ')}`),
    ...new Set(others),
  ].join(', ');
}

function copyLines(copy: StatusCopy, style: Style): string[] {
  const version = copy.versions.join(' / ') || UNKNOWN[style.lang];
  const wins = copy.wins.map((who) => ASKERS[who][style.lang]).join(', ');
  const used = wins === '' ? '' : `; ${USED[style.lang]}${wins}`;
  const head = `  ${style.bold(clean(`${copy.root}  ${version}`))}`;
  const rest = clean(`${ownersOf(copy, style)}${used}`);
  const fits = width(head) + width(rest) + 2 <= style.columns;
  const files = style.verbose
    ? copy.files.map(({ path, version: one, owner }) =>
        style.dim(clean(`      ${path}${one === null ? '' : ` ${one}`} (${ownerWords(owner)[style.lang]})`)),
      )
    : [];
  return [
    ...(fits
      ? [`${head}  ${rest}`]
      : [head, ...wrap(rest, style.columns - 6).map((line) => `      ${line}`)]),
    ...files,
  ];
}

/** Who asks and gets nothing, or could not be asked, although there is a copy. */
function missingLines({ winners, copies }: StatusLibrary, style: Style): string[] {
  if (copies.length === 0) return [];
  const asked: readonly (readonly [WinsFor, readonly Winner[]])[] = [
    ['loader', winners.loader],
    ['pkg-config', winners.pkgConfig],
    ['compiler', winners.compiler],
  ];
  return asked.flatMap(([who, all]) =>
    all
      .filter(({ path }) => path === null)
      .map(({ asked: name, skipped }) => {
        const why = skipped === undefined ? text('not found', '找不到') : skipped;
        return style.yellow(clean(`  ! ${ASKERS[who][style.lang]}: ${name}: ${why[style.lang]}`));
      }),
  );
}

function libraryLines(library: StatusLibrary, nameColumns: number, style: Style): string[] {
  if (library.copies.length === 0)
    return [`${pad(clean(library.name), nameColumns)}  ${style.dim(NONE[style.lang])}`];
  return [
    clean(library.name),
    ...library.copies.flatMap((copy) => copyLines(copy, style)),
    ...missingLines(library, style),
  ];
}

function interruptedLines({ interrupted, prefix }: StatusData, style: Style): string[] {
  if (interrupted === null) return [];
  const { holder, alive } = interrupted;
  const who = holder === null ? '' : ` (${holder.command}, ${holder.user}, ${holder.pid})`;
  const words = alive
    ? text(`A run on ${prefix} is under way${who}.`, `${prefix} 上有一次运行正在进行${who}。`)
    : text(
        `A run on ${prefix} was cut off${who}; the next install or uninstall puts it in order first.`,
        `${prefix} 上有一次运行被中断${who}；下一次 install 或 uninstall 会先恢复。`,
      );
  return [...wrap(say(style, words), style.columns).map(style.yellow), ''];
}

function bindingLines({ bindings }: StatusData, style: Style): string[] {
  return bindings.flatMap(({ name, version, place, prefix, now }) => {
    const state =
      now === version
        ? text(`${version}, on ${prefix}`, `${version}，基于 ${prefix}`)
        : now === null
          ? text('not there any more', '已不在那里')
          : text(`${now} now; ${version} was brought`, `现为 ${now}；当初安装的是 ${version}`);
    return [clean(name), `  ${style.bold(clean(place))}  ${clean(state[style.lang])}`];
  });
}

/** What is installed where, by whom, and which copy wins. */
export function render({ data }: Result<string, StatusData>, style: Style): string {
  const columns = Math.max(0, ...data.libraries.map(({ name }) => width(name)));
  const lines = [
    ...interruptedLines(data, style),
    ...data.libraries.flatMap((library) => libraryLines(library, columns, style)),
    ...bindingLines(data, style),
  ];
  return `${lines.join('\n')}\n`;
}
