import { isLibrary, libraryOfFile, libraryOfProject } from './libraries.ts';
import { toolName } from './tools.ts';

/** What a sentence says to be missing, by how it is called: a file name says by itself what kind of thing it is. */
export interface Missing {
  readonly kind: 'header' | 'file' | 'library' | 'tool';
  readonly name: string;
}

/** Build tools whose names are no words of English. */
const TOOL =
  /^(?:autoconf|autoreconf|automake|aclocal|autopoint|libtool|libtoolize|glibtoolize|pkg-config|pkgconf|cmake|ctest|ninja|ninja-build|meson|gcc|g\+\+|clang|clang\+\+|gmake|nmake|perl|cython|cargo|rustc|node-gyp|doxygen|asciidoc|asciidoctor|xmlto|swig|bison|flex|gperf|wget|phpize|javac|ant|mvn|m4|gettext|msgfmt|makeinfo|rebar3?|luarocks|ghc|mkoctfile|yasm|nasm|protoc|patchelf|gfortran|nvcc|hipcc|ccache|qmake|scons|bazel|texinfo|help2man)$/;

const NAME = `['"\`<(]{0,2}((?:-l)?[A-Za-z0-9/][\\w.+/-]{1,80})['"\`>)]{0,2}`;
/** What may stand between a thing's name and what is said of it, or before its name. */
const KIND =
  '(?: (?:(?:shared|static|native|dynamic|development|system|foreign|client|C|C\\+\\+) )?(?:librar(?:y|ies)|lib|headers?|header files?|(?:dev(?:elopment)? )?files?|include files?|package|module|extension|bindings?|installation|dependency|tools?|program|executable|command|binary))?';
const VERSION = '(?: \\(?(?:version )?[<>=~^]{0,2} ?v?\\d[\\w.]{0,12}\\)?)?';
const FILLER =
  '(?:(?:a|an|the|any|your|expected|working|suitable|usable|valid|required|requires?|or|and|of|for|with|against|to|shared|static|native|dynamic|development|system|foreign|C|C\\+\\+|library|libraries|lib|link|include|header|headers|header file|file|files|package|module|extension|dependency|tool|program|executable|command|install|installed) |link\\/include ){0,6}';
/** A program that speaks of its sockets and endpoints has the library. */
const NOT_AT_RUN_TIME =
  '(?![\\w.+/-])(?!,? (?:sockets?|context|end-?points?|address|connection|messages?|port|peer|server|client|key|keys|option|thread|publisher|subscriber|topic|proxy|url|interface|symbol|function|target|process|service|event|user|version)\\b)';

/** Said after the name: `zmq.h was not found`, `libsodium is required`. */
const AFTER = new RegExp(
  `(?:^|[\\s:('"\`<])${NAME}${VERSION}${KIND}${VERSION}:? (?:(?:is|was|are|were|has|have|does|do|did|seems?|appears?|to|been|be) ){0,3}(?:not (?:be )?(?:found|installed|available|located|detected|present|exist)\\b|(?:could not|couldn't|cannot|can't|can not) be (?:found|located|detected)\\b|missing\\b|required\\b|needed\\b|unavailable\\b|must be installed\\b)`,
);
/** Only of a file: a program that loads or opens "zmq" may mean its settings. */
const LOADED = new RegExp(
  `(?:[Cc]annot|[Cc]an not|[Cc]an't|[Cc]ould not|[Cc]ouldn't|[Uu]nable to|[Ff]ailed to|[Ee]rror) (?:load|open|loading|opening)(?: ${FILLER.replace('library|', 'library:?|').replace('{0,6}', '{0,5}')}|: )${NAME}${NOT_AT_RUN_TIME}`,
);
/** Said before it: `Can't link/include C library 'zmq'`, `missing libsodium`, `please install czmq`. */
const BEFORE = new RegExp(
  `(?:[Cc]annot|[Cc]an not|[Cc]an't|[Cc]ould not|[Cc]ouldn't|[Uu]nable to|[Ff]ailed to|[Dd]id not|[Dd]idn't) (?:find|locate|detect|link|include)(?: |\\/include )${FILLER}${NAME}${NOT_AT_RUN_TIME}`,
);
const WANTED = new RegExp(
  `(?:[Mm]issing(?: required)?|[Rr]equires|[Pp]lease install|[Nn]eed to install|[Nn]eeds?|[Nn]o working|[Nn]o usable|[Nn]o suitable):? ${FILLER}${NAME}${NOT_AT_RUN_TIME}`,
);

/** Reads what a line says to be missing; null where it names nothing that the tables know. Linear. */
export function saidMissing(line: string): Missing | null {
  for (const pattern of [AFTER, BEFORE, WANTED]) {
    const word = pattern.exec(line)?.[1]?.replace(/[.,:;]+$/, '');
    const found = word ? thing(word) : null;
    if (found) return found;
  }
  const loaded = LOADED.exec(line)?.[1];
  const file = loaded ? thing(loaded) : null;
  return file?.kind === 'file' ? file : null;
}

/** What a line says to be missing, as it spells it, whether the tables know it or not. Linear. */
export const wordsSaidMissing = (line: string): string[] =>
  [BEFORE, WANTED, AFTER].flatMap((pattern) => {
    const word = pattern.exec(line)?.[1]?.replace(/[.,:;]+$/, '');
    return word ? [word] : [];
  });

function thing(word: string): Missing | null {
  const base = word.replace(/^.*\/(?=lib|[^/]+\.(?:so|dylib|dll))/, '');
  if (/\.(?:h|hpp)$/.test(word))
    return { kind: 'header', name: word.replace(/^\S*?\/include\//, '').replace(/^\/\S*\//, '') };
  if (/^lib[\w+-]{1,40}\.(?:so(?:\.\d[\d.]*)?|[\d.]*dylib)$|^[\w+-]{2,40}\.dll$/.test(base))
    return { kind: 'file', name: base };
  const archive = /^lib[\w+-]{1,40}\.(?:a|la)$|^[\w+-]{2,40}\.lib$/.test(base) ? libraryOfFile(base) : null;
  if (archive && isLibrary(archive)) return { kind: 'library', name: archive };
  const library = isLibrary(word) ? libraryOfProject(word) : null;
  if (library) return { kind: 'library', name: library };
  const tool = word.toLowerCase();
  return TOOL.test(tool) ? { kind: 'tool', name: toolName(tool) } : null;
}
