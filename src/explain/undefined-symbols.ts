import type { Log } from './log.ts';
import { libraryOfSymbol } from './subjects/symbols.ts';

/**
 * What the linkers say of undefined symbols, as one value: GNU ld (bfd and gold), lld, mold, Apple's ld64 and
 * Microsoft's link.exe. Twenty lines of them are one fault; which one, depends on all of them and on the link line.
 */
export interface Undefined {
  readonly at: number;
  readonly symbol: string;
  readonly library: string | null;
  /** The file that uses the symbol, where the linker says so. */
  readonly user: string | null;
}

const GNU = /undefined reference to (?:symbol )?'([^']{1,400})'?/;
/** The BSDs call it `ld`. */
const LLD =
  /(?:^|[\s:])(?:(?:(?:ld\.lld|ld64\.lld|lld-link|mold|lld|wasm-ld|rust-lld): (?:error: )?(?:\S{1,300}: )?|(?:\S{0,200}[/-])?ld: error: )undefined (?:hidden )?symbol: (.{1,400})|tcc: error: undefined symbol '(\w{1,200})')$/;
/** Since Xcode 15 without quotes. */
const LD64 = /^(?:"([^"]{1,400})"|(\S[^"]{0,400}?)), referenced from:$/;
/** Demangled in quotes, or a name alone; LNK2001 and LNK2019 are the same in all languages. */
const MSVC =
  /unresolved external symbol (?:"([^"]{1,400})"|(\S{1,200}))|error LNK20(?:01|19): [^"'\w]{0,10}(?:[^"'_]{1,60}["']([^"']{1,400})["']|[^"'_]{1,60}?\b(_{0,2}[A-Za-z]\w{0,40}_\w{1,100}))/;
/** Go's own linker: 5l, 6l and 8l of old, `link` of today. */
const GO = /relocation target ([\w.]{1,100}) not defined|^(\w{1,100})\(0\): not defined$/;

const AIX = /^ld: 0711-\d{3} ERROR: Undefined symbol: \.?(\S{1,200})/;

/** lld up to 5 with the user in front; Xcode's summary; the a.out linkers of BSD and OS/2. */
const OTHERS =
  /(?:ld\.lld|lld|ld): error: .{1,400}: undefined symbol '([^']{1,400})'$|^Undefined symbol: (\S{1,300})$|: Undefined symbol (\S{1,200}) referenced from (?:text|data|bss) segment/;

/** Emscripten's own check, after wasm-ld left the symbol open. */
const EMCC = /^(?:emcc: )?error: undefined symbol: (\w{1,200})(?: \(referenced by |$)/;

const FORMS = [GNU, LLD, LD64, MSVC, GO, AIX, OTHERS, EMCC];

/** Solaris' ld prints a table: a head of two lines, then the symbol and the file that uses it. */
const SUN_HEAD = /^Undefined\s+first referenced$/;
/** A name longer than its column leaves one blank. */
const SUN_LINE = /^(\S.{0,300}?)\s+(\S{1,200}\.(?:o|a|so)\S{0,80})$/;

/** The rows of Solaris' table whose head stands at `head`; all of them are said to stand there. */
function sunTable(log: Log, head: number): Undefined[] {
  const rows: Undefined[] = [];
  for (const { text } of log.lines.slice(head + 2, head + 202)) {
    if (text === '' && rows.length === 0) continue;
    const [, symbol, user] = SUN_LINE.exec(text) ?? [];
    if (symbol === undefined) break;
    rows.push({ at: head, symbol, library: libraryOfSymbol(symbol), user: user ?? null });
  }
  return rows;
}

/** Every undefined symbol that a linker names, in the log's order; at most about 400. */
export function undefinedSymbols(log: Log): Undefined[] {
  const found: Undefined[] = [];
  let user: string | null = null;
  for (const [at, line] of log.lines.entries()) {
    if (line.kind === 'listing' || line.kind === 'trial' || found.length >= 400) continue;
    const text = line.text;
    if (SUN_HEAD.test(text)) found.push(...sunTable(log, at));
    const inFunction = /^(?:\S{1,80}ld\S{0,10}: )?(\S{1,300}): [Ii]n function '/.exec(text);
    if (inFunction) user = inFunction[1]!;
    const match = FORMS.map((form) => form.exec(text)).find((found) => found !== null);
    if (!match) continue;
    // "warning: undefined reference" stops nothing; checks of libtool and configure quote them too.
    if (/\bwarning: /.test(text)) continue;
    const symbol = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trim();
    // distutils asks for a function by a file of its name: `/tmp/timer_createQ8sK2a.c`.
    if (user && new RegExp(`(?:^|/)${symbol.replace(/\W/g, '.').slice(0, 80)}\\w{4,10}\\.o$`).test(user))
      continue;
    const named =
      /^(?:\S{1,80}ld\S{0,10}: )?(\S{1,300}?\.(?:a|so|o|dylib|rlib|lib|obj)\S{0,80}?)(?:: |:\()/.exec(
        text,
      )?.[1];
    const referrer = /^>>> referenced by .{0,200}\(?(\S{1,200}\.(?:a|o|so))/.exec(
      log.lines[at + 1]?.text ?? '',
    )?.[1];
    const inLibrary = / in (\S{1,200}\.(?:a|o|so|dylib))/.exec(log.lines[at + 1]?.text ?? '')?.[1];
    const library = libraryOfSymbol(symbol);
    found.push({
      at,
      symbol,
      // Apple has had only libc++ since OS X 10.9; names that spell out std::string's old layout are libstdc++'s.
      library:
        library === 'libstdc++' &&
        LD64.test(text) &&
        !/__gnu_cxx|basic_string<char, std::char|std::string\b/.test(symbol)
          ? 'libc++'
          : library,
      user: named ?? referrer ?? (LD64.test(text) ? (inLibrary ?? null) : user),
    });
  }
  return found;
}
