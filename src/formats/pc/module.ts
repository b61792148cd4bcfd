import { damaged, type Parsed, parsed } from '../parsed.ts';
import { type Fragment, parseFragments, plainPath } from './fragments.ts';
import { parsePcLines } from './lines.ts';
import { parseRequires, type Requirement } from './requires.ts';
import { dequote } from './words.ts';

/** A pkg-config module (pc(5)), its variables replaced. */
export interface PcModule {
  /** The file's name without `.pc`. */
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly variables: ReadonlyMap<string, string>;
  readonly requires: readonly Requirement[];
  readonly requiresPrivate: readonly Requirement[];
  readonly conflicts: readonly Requirement[];
  /** Its own name and version among them. */
  readonly provides: readonly Requirement[];
  readonly cflags: readonly Fragment[];
  readonly cflagsPrivate: readonly Fragment[];
  readonly libs: readonly Fragment[];
  readonly libsPrivate: readonly Fragment[];
}

/** Real ones are a few hundred bytes. */
export const LARGEST_PC = 256 * 1024;
/** Values that name each other twice double: pkgconf's own limit for one value, and ours for all together. */
const LONGEST_VALUE = 65535;
const MOST_VALUE_BYTES = 4 * 1024 * 1024;
const DEEPEST = 32;

/** What surrounds the reading of a file. */
export interface PcSurroundings {
  /** PKG_CONFIG_SYSROOT_DIR; null where unset. */
  readonly sysroot: string | null;
  /** Variables that win over the file's own (`--define-variable`). */
  readonly globals?: ReadonlyMap<string, string>;
}

/** Replaces `${name}` everywhere (pkgconf_tuple_parse); unknown ones vanish. */
function evaluator(variables: ReadonlyMap<string, string>, { sysroot, globals }: PcSurroundings) {
  let spent = 0;
  const find = (name: string): string | undefined =>
    name === 'pc_sysrootdir' ? (sysroot ?? '/') : globals?.get(name);
  const evaluate = (value: string, depth: number): string => {
    const under = sysroot !== null && value.startsWith('/') && !value.startsWith(sysroot) ? sysroot : '';
    const replaced = value.replace(/\$\{([^}]*)\}?/g, (_, name: string) => {
      const global = find(name);
      if (global !== undefined) return global;
      const own = variables.get(name);
      // What is stored has been replaced already; only odd spellings leave anything to do.
      return own === undefined || depth > DEEPEST
        ? ''
        : own.includes('${')
          ? evaluate(own, depth + 1)
          : underSysroot(own);
    });
    spent += replaced.length;
    const whole = spent > MOST_VALUE_BYTES ? '' : (under + replaced).slice(0, LONGEST_VALUE);
    // Files that write ${pc_sysrootdir} themselves would get it twice.
    const doubled =
      sysroot !== null && sysroot !== '/' && whole.startsWith('/') && whole.length > sysroot.length;
    return doubled && whole.slice(sysroot.length).includes(sysroot)
      ? plainPath(whole.slice(sysroot.length))
      : whole;
  };
  const underSysroot = (value: string): string =>
    sysroot !== null && value.startsWith('/') && !value.startsWith(sysroot) ? sysroot + value : value;
  return (value: string) => evaluate(value, 0);
}

/**
 * Reads a .pc file as pkgconf 1.8 does. `file` is its path: `${pcfiledir}` is its folder. `malformed` where a field is
 * missing that every module must have: pkgconf passes over such a file.
 */
export function parsePc(text: string, file: string, surroundings: PcSurroundings): Parsed<PcModule> {
  if (text.length > LARGEST_PC) return damaged('unsupported', `${text.length} characters`);
  const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')));
  const variables = new Map<string, string>();
  const evaluate = evaluator(variables, surroundings);
  const define = (key: string, value: string) => {
    variables.delete(key);
    variables.set(key, evaluate(dequote(value)));
  };
  define('pcfiledir', folder);
  const plain = new Map<string, string>();
  const flags = { cflags: [], 'cflags.private': [], libs: [], 'libs.private': [] } as Record<
    string,
    Fragment[]
  >;
  const lists: Record<string, Requirement[]> = {
    requires: [],
    'requires.private': [],
    conflicts: [],
    provides: [],
  };
  for (const { operator, key, value } of parsePcLines(text)) {
    if (operator === '=') {
      define(key, value);
      continue;
    }
    const field = key.toLowerCase();
    const list = lists[field === 'requires.internal' ? 'requires.private' : field];
    if (flags[field]) parseFragments(evaluate(value), surroundings.sysroot, flags[field]);
    else if (list) list.push(...parseRequires(evaluate(value), field === 'requires.internal'));
    else plain.set(field, evaluate(value));
  }
  const missing = ['Name', 'Description', 'Version'].filter((field) => !plain.has(field.toLowerCase()));
  if (missing.length > 0) return damaged('malformed', `declares no ${missing.join(', ')}`);
  const version = (plain.get('version') as string).split(/[ \t]/)[0] as string;
  const id = file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  const own: Requirement = { module: id, comparison: '=', version, internal: false };
  return parsed({
    id,
    file,
    name: plain.get('name') as string,
    description: plain.get('description') as string,
    version,
    variables,
    requires: lists.requires as Requirement[],
    requiresPrivate: lists['requires.private'] as Requirement[],
    conflicts: lists.conflicts as Requirement[],
    provides: [...(lists.provides as Requirement[]), own],
    cflags: flags.cflags as Fragment[],
    cflagsPrivate: flags['cflags.private'] as Fragment[],
    libs: flags.libs as Fragment[],
    libsPrivate: flags['libs.private'] as Fragment[],
  });
}
