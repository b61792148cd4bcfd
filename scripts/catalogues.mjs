// Writes src/explain/catalogue.ts from the message catalogues (.mo, GNU gettext manual, "MO files") of the tools whose
// lines the rules read. Usage: node scripts/catalogues.mjs FOLDER..., where each FOLDER holds usr/share/locale of one release's unpacked
// packages: bash, make, coreutils, tar, wget, git, apt, libapt-pkg6.0, dpkg, sudo, sed, gcc-*-locales, binutils-common,
// libc-l10n, command-not-found, pacman-package-manager, libalpm13, dnf, dnf-data, libdnf2-common, zypper-common, libzypp-common. Only messages
// that a rule needs are kept: those that a rule would match in English, and those that are named below because they are parts of
// a line, or stand around it.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const bundled = await build({
  entryPoints: [fileURLToPath(new URL('../src/generated/rules.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const { RULES } = await import(
  `data:text/javascript;base64,${Buffer.from(bundled.outputFiles[0].contents).toString('base64')}`
);

/** What stands for a message's arguments, of each kind that rules ask for. */
const ARGUMENTS = [
  '-lzmq',
  'libzmq',
  '/usr/lib/libzmq.so.5',
  'zmq.h',
  './configure',
  'cmake',
  'zmq_ctx_new',
  'C++17',
  '1',
];

/** The rules that read this message. */
const readersOf = (english) =>
  RULES.flat().filter(({ when, unless }) =>
    ARGUMENTS.some((argument) => {
      const line = english
        .replace(/%[<>]/g, "'")
        .replace(/%(?:\d\$)?[-+ #0'.\d]*((?:hh|ll|[hlzqp+#])*)[A-Za-z]/g, (_, size) =>
          size.includes('q') ? `'${argument}'` : argument,
        )
        .replaceAll('`', "'");
      return when.test(line) && !unless?.test(line);
    }),
  );
/** A rule that reads more messages than this reads sentences of any kind: it needs none of them. */
const PROSE = 20;

const LANGUAGES = ['zh_CN', 'zh_TW', 'de', 'fr', 'es', 'ja', 'ru', 'pt_BR', 'pt', 'it', 'ko', 'pl'];

/** Which messages of which catalogue. */
const WANTED = [
  [
    /^make/,
    /No targets specified and no makefile|No rule to make target|\] Error|Entering directory|Leaving directory|Clock skew|modification time|makefile '%s' was not found|Makefile '%s' was not found|^\. {2}Stop|\(ignored\)/i,
  ],
  [
    /^bash/,
    /: command not found$|required file not found|cannot execute binary file|: bad interpreter|syntax error near unexpected|^%s: line %d: |restricted: cannot|^%s: not found$|^%s: cannot execute: %s|^%s: invalid option$|^syntax error: unexpected end of file|^(?:Killed|Illegal instruction|Segmentation fault|Aborted|Bus error)$/,
  ],
  [
    /^libc/,
    /^(?:No such file or directory|Permission denied|Operation not permitted|Exec format error|Too many open files|No space left on device|Read-only file system|Address already in use|Connection (?:refused|timed out|reset by peer)|Network is unreachable|No route to host|Cannot allocate memory|Illegal instruction|Killed|Segmentation fault|Aborted|Resource temporarily unavailable|Temporary failure in name resolution|Name or service not known|cannot open shared object file|error while loading shared libraries|symbol lookup error|undefined symbol: |file too short|invalid ELF header|wrong ELF class: ELFCLASS(?:32|64)|Disk quota exceeded|Too many levels of symbolic links|File name too long|Is a directory|Not a directory|cannot read file data|failed to map segment from shared object|CPU ISA level is lower than required|symbol %s.*not defined.*|version lookup error|Invalid argument|Protocol not supported|File exists|Text file busy|Accessing a corrupted shared library|Input\/output error|Argument list too long|Stale file handle|relocation error|Can't open cache file %s.*|Can't create temporary cache file %s.*|%s is not a symbolic link.*|.*version `%s' not found.*)\n?$/,
  ],
  [
    /^gcc-|^cpplib-/,
    /^(?:%qE undeclared |%qD was not declared in this scope|.*(?:does not name a template type|is only available from)|%q[ET] (?:has not been declared$|does not name a type)|unknown type name %q|implicit declaration of function %q|unused variable %q|unused parameter|%s: (?:all|some) warnings being treated|unrecognized command[- ]line option|cannot execute %qs|error trying to exec|%q#?T has no member named|too (?:few|many) arguments to function|conflicting types for|compilation terminated|static assertion failed|out of memory allocating|%s%s: (?:out of memory|virtual)|internal compiler error: %|sorry, unimplemented|'for' loop initial|%<for%> loop initial|no matching function for call to|installation problem, cannot exec|%s returned %d exit status|cannot find %s|%s terminated with signal|redefinition of %q|ignoring return value of|comparison of integer|%qD defined but not used|%qD may be used uninitialized|bad value \(%qs\)|assignment .*incompatible pointer|passing argument %d of %qE|%qE is not a member of|requested alignment|this statement may fall through|declaration of %qD shadows|Killed)/,
  ],
  [
    /^(?:ld|bfd|gold)\.mo/,
    /undefined reference to|cannot find %s|skipping incompatible|DSO missing|multiple definition of|^(?!.*\(too many).*can ?not be used when making |^; recompile with -fPI|final link failed|error adding symbols|file format not recognized|file in wrong format|file truncated|hidden symbol|malformed archive|^nonrepresentable section|^bad value|in function `%|, needed by %|input file `%s' is incompatible|first defined here|^invalid operation|^file truncated/i,
  ],
  [
    /^git/,
    /^(?:Remote branch %s not found|detected dubious ownership|unsafe repository|repository '%s' (?:not found|does not exist)|Cloning into '%s'|couldn't find remote ref|pathspec '%s' did not match|not a git repository|early EOF|index-pack failed|the remote end hung up|Could not read from remote|'%s' does not appear to be a git|reference is not a tree|unable to access|could not read Username|destination path '%s' already exists|Authentication failed|unable to connect to|RPC failed|remote error: )/,
  ],
  [
    /^(?:apt|libapt)/,
    /^(?:Unable to locate package|Package '?%s'? has no installation candidate|Couldn't find (?:any )?package|Could not get lock|Unable to acquire the dpkg|Unable to lock|Could not open lock file|dpkg was interrupted|The following packages have unmet|Unable to correct problems|You don't have enough free space|Unmet dependencies|Failed to fetch|Could not resolve|Temporary failure resolving|The repository '%s'|Release file for %s|GPG error|Hash Sum mismatch|Some index files failed|Could not connect to|The following signatures|but it is not (?:installable|going to be installed)|but %s is (?:to be )?installed|Depends|PreDepends|Sub-process %s returned|Broken packages|No packages found|Unable to fetch some archives|Held packages were changed|File has unexpected size|is another process using it|Unable to write to)/,
  ],
  [
    /^dpkg/,
    /^(?:dependency problems prevent configuration of|error processing (?:package|archive)|%s was locked by another|unable to lock|trying to overwrite|unable to access|requested operation requires superuser|.*frontend lock|.*status database)/,
  ],
  [
    /^coreutils/,
    /^(?:cannot (?:create (?:directory|regular file|symbolic link|link|hard link)|remove|stat|open|touch|access|change permissions|set permissions|move|overwrite|copy|change ownership)|error (?:writing|reading)|write error|failed to (?:access|open|run command)|unable to (?:open|write)|setting permissions|inter-device move failed|WARNING: %|%s: WARNING|%s: FAILED|FAILED|failed to create)/,
  ],
  [
    /^tar/,
    /^(?:Unexpected EOF in archive|%s: Cannot %s|This does not look like a tar|Exiting with failure|Child returned status|.*in the future|Error is not recoverable|Cannot exec|Skipping to next header)/,
  ],
  [
    /^wget/,
    /(?:unable to resolve host address|^failed: %s|certificate of %s|cannot verify %s's certificate|%s ERROR %d|Unable to establish SSL|^Resolving|^Connecting to|Temporary failure in name|awaiting response|Self-signed certificate|Unable to locally verify)/,
  ],
  [
    /^(?:pacman|libalpm)/,
    /^(?:target not found: |failed to (?:init|prepare|commit) transaction|failed to synchronize|unable to lock database|you cannot perform this operation unless|package '%s' was not found|could not satisfy dependencies|conflicting files|%s: %s exists in filesystem|database '%s' is not valid)/,
  ],
  [
    /^(?:dnf|libdnf)\.mo/,
    /^(?:No match for argument(?:: %s)?|Unable to find a match|No package %s available\.|No matching Packages to list|Cannot find a valid baseurl for repo: %s|This command has to be run with superuser privileges|GPG check FAILED|Not enough free space in|conflicting requests|nothing provides |package %s (?:conflicts|obsoletes|implicitly|requires|is )|cannot install |public key unavailable for|problem with installed package)/,
  ],
  [
    /^zypp(?:er)?\.mo/,
    /^(?:'%s' not found in package names|No provider of '%s' found|Package '%s' not found|Repository '%s' is invalid|Root privileges are required|System management is locked by|nothing provides |cannot install both|%s (?:conflicts with|obsoletes|requires) %s|Can't find a valid repository|Valid metadata not found|Signature verification failed|Problem retrieving files from)/,
  ],
  [
    /^sudo/,
    /(?:a terminal is required|a password is required|no tty present|is not in the sudoers|is not allowed to execute|may not run sudo|incorrect password|no password was provided)/,
  ],
  [/^sed/, /can't read %s|couldn't open file|unterminated/],
  [/^m4/, /cannot open|Unrecognized|invalid option/i],
  [
    /^command-not-found/,
    /^(?:%s: command not found$|Command '%s' not found, |Command '%s' is available in|The command could not be located because)/,
  ],
];

/** Words that tools put before a colon. */
const LABELS = new Map([
  ['error', /^(?:error: ?|%s: error: |error)$/i],
  ['fatal error', /^fatal error: ?$/i],
  ['warning', /^(?:warning: ?|warning)$/i],
  ['note', /^note: ?$/i],
  ['fatal', /^fatal: ?$/i],
  ['internal compiler error', /^internal compiler error: ?$/i],
  // apt's, which Chinese, Japanese and Korean say in two letters: too few to be looked for anywhere in a line.
  ['Depends', /^Depends$/],
  ['PreDepends', /^PreDepends$/],
]);

function readMo(file) {
  const bytes = readFileSync(file);
  const little = bytes.readUInt32LE(0) === 0x950412de;
  const number = (at) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const [count, originals, translated] = [number(8), number(12), number(16)];
  const piece = (table, index) => {
    const length = number(table + 8 * index);
    const start = number(table + 8 * index + 4);
    return bytes.subarray(start, start + length);
  };
  let decoder = new TextDecoder();
  const messages = [];
  for (let index = 0; index < count; index += 1) {
    const id = piece(originals, index).toString('latin1');
    if (id === '') {
      const charset = /charset=([\w-]+)/.exec(piece(translated, index).toString('latin1'))?.[1];
      if (charset) decoder = new TextDecoder(charset);
      continue;
    }
    messages.push([piece(originals, index).toString('utf8'), piece(translated, index)]);
  }
  // Plurals and contexts: the first form stands for all. Python names its placeholders, in the same order in all languages.
  const positional = (words) => words.split('\u0000')[0].replace(/%\(\w+\)s/g, '%s');
  return messages.map(([id, words]) => [
    positional(id.replace(/^[^\u0004]*\u0004/, '')),
    positional(decoder.decode(words)),
  ]);
}

const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('usage: node scripts/catalogues.mjs FOLDER...');
const messages = new Map();
const translations = new Set();
const found = [];
const labels = new Map();
const lineWords = new Set();
const firstLine = (words) =>
  words
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? '';
const placeholdersOf = (words) => (words.match(/%/g) ?? []).length;
/** Translators break lines that English does not: of the English, what the translation's first line says of it. */
function cutLike(english, words) {
  if (!words.trim().includes('\n')) return english;
  const most = placeholdersOf(firstLine(words));
  const at = [...english.matchAll(/%/g)][most]?.index;
  return most === 0 || at === undefined ? english : english.slice(0, at).trim();
}
const readers = new Map();
/** How many messages each rule reads. */
const shares = new Map();
const readBy = (english) => {
  if (readers.has(english)) return;
  const ids = readersOf(english).map(({ id }) => id);
  readers.set(english, ids);
  for (const id of ids) shares.set(id, (shares.get(id) ?? 0) + 1);
};
const samePlaceholders = (one, other) => placeholdersOf(one) === placeholdersOf(other);

const places = folders.flatMap((folder) =>
  LANGUAGES.map((language) => join(folder, 'usr/share/locale', language, 'LC_MESSAGES')),
);
for (const place of places) {
  if (!existsSync(place)) continue;
  for (const file of readdirSync(place).sort()) {
    const wanted = WANTED.find(([domain]) => domain.test(file))?.[1];
    if (!wanted || !file.endsWith('.mo')) continue;
    for (const [id, words] of readMo(join(place, file))) {
      for (const [english, pattern] of LABELS) {
        const word = words
          .replace(/^%s ?[:：] ?/, '')
          .replace(/[\s\u00a0]*[:：]\s*$/, '')
          .trim();
        if (
          pattern.test(id.trim()) &&
          word !== '' &&
          !/[%()[\]|*+?.]/.test(word) &&
          word.toLowerCase() !== english
        )
          labels.set(word, english);
      }
      // bash: `script: line 3: ...`.
      if (id === ' line ' && words.trim() !== '' && words.trim() !== 'line') lineWords.add(words.trim());
      const foreign = firstLine(words);
      const english = cutLike(firstLine(id), words);
      if (english === '' || foreign === '' || english === foreign || !samePlaceholders(english, foreign))
        continue;
      readBy(english);
      found.push({ english, foreign, named: wanted.test(id) });
    }
  }
}

const isRead = (english) => readers.get(english).some((id) => shares.get(id) <= PROSE);
for (const { english, foreign, named } of found) {
  if (!named && !isRead(english)) continue;
  if (!messages.has(english)) messages.set(english, messages.size);
  translations.add(JSON.stringify([messages.get(english), foreign]));
}

const sorted = [...translations]
  .map((entry) => JSON.parse(entry))
  .sort((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1));
const text = `// Generated by scripts/catalogues.mjs from the tools' own message catalogues. Do not edit.
import type { Catalogue } from './translate.ts';

export const CATALOGUE: Catalogue = ${JSON.stringify({ messages: [...messages.keys()], translations: sorted, labels: [...labels], lineWords: [...lineWords] })};
`;
const target = fileURLToPath(new URL('../src/explain/catalogue.ts', import.meta.url));
writeFileSync(target, text);
execFileSync('npx', ['biome', 'format', '--write', target], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
});
console.log(`${messages.size} messages, ${sorted.length} translations, ${labels.size} labels`);
