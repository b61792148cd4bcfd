import { damaged, type Parsed, parsed } from './parsed.ts';

/** One input that a script names (ld manual, "File Commands"). */
export interface ScriptInput {
  /** `-lNAME` is a library to search, anything else a file. */
  readonly kind: 'file' | 'library';
  readonly name: string;
  /** Inside AS_NEEDED: linked only where it resolves something. */
  readonly asNeeded: boolean;
  /** Inside GROUP: searched again until nothing new is resolved. */
  readonly group: boolean;
}

/** What a `.so` or `.a` that is text tells the linker, such as the C library's `libc.so`. */
export interface LinkerScript {
  readonly inputs: readonly ScriptInput[];
  readonly searchFolders: readonly string[];
  /** BFD name, `elf64-x86-64`. */
  readonly outputFormat: string | null;
}

/** Real ones are a few hundred bytes; larger files are something else. */
export const LARGEST_SCRIPT = 256 * 1024;

const TOKEN = /\/\*[\s\S]*?(?:\*\/|$)|"([^"]*)(?:"|$)|[(),;]|[^\s(),;"]+/g;
const COMMANDS = new Set(['INPUT', 'GROUP', 'SEARCH_DIR', 'OUTPUT_FORMAT']);

/** Whether a text names inputs as a linker script does. */
export function looksLikeLinkerScript(text: string): boolean {
  let rest = text.trimStart();
  while (rest.startsWith('/*')) {
    const end = rest.indexOf('*/', 2);
    if (end < 0) return false;
    rest = rest.slice(end + 2).trimStart();
  }
  return /^(OUTPUT_FORMAT|INPUT|GROUP|SEARCH_DIR)\s*\(/.test(rest);
}

/** Reads the input commands; the others (SECTIONS ...) belong to the linker's own scripts and are passed over. */
export function parseLinkerScript(text: string): Parsed<LinkerScript> {
  if (text.length > LARGEST_SCRIPT || !looksLikeLinkerScript(text)) {
    return damaged('foreign', 'no linker script command');
  }
  const inputs: ScriptInput[] = [];
  const searchFolders: string[] = [];
  let outputFormat: string | null = null;
  let command: string | null = null;
  let depth = 0;
  let neededFrom: number | null = null;
  let before = '';
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    if (token.startsWith('/*')) continue;
    if (token === '(') {
      depth++;
      if (depth === 1) command = COMMANDS.has(before) ? before : null;
      else if (before === 'AS_NEEDED' && command !== null) neededFrom ??= depth;
    } else if (token === ')') {
      if (neededFrom === depth) neededFrom = null;
      depth--;
      if (depth < 0) return damaged('malformed', 'a bracket closes that was never opened');
    } else if (token !== ',' && token !== ';' && depth > 0 && command !== null && token !== 'AS_NEEDED') {
      const name = match[1] ?? token;
      if (command === 'SEARCH_DIR') searchFolders.push(name.replace(/^=/, ''));
      else if (command === 'OUTPUT_FORMAT') outputFormat ??= name;
      else {
        const library = /^-l(.+)$/.exec(name);
        inputs.push({
          kind: library ? 'library' : 'file',
          name: library ? (library[1] as string) : name,
          asNeeded: neededFrom !== null,
          group: command === 'GROUP',
        });
      }
    }
    before = token;
  }
  return depth === 0
    ? parsed({ inputs, searchFolders, outputFormat })
    : damaged('truncated', 'a bracket is never closed');
}
