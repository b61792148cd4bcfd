import { family } from '../../explain/family.ts';
import type { Match } from '../../explain/rule.ts';
import {
  isLibrary,
  libraryOfFlag,
  libraryOfProject,
  matchedProject,
} from '../../explain/subjects/libraries.ts';
import { WANTED_LIBRARY } from '../../explain/words/wanted-library.ts';

/** A library's name in a sentence of configure's. */
const NAMED =
  /(?:(?<!\w)-l([\w+-]{2,30})\b|(?<!\()--with-([\w+-]{2,30})|\b(lib[a-z][\w+-]{1,30})\b|\b(zeromq|zmq|czmq|sodium|uuid|ZeroMQ|0MQ|OpenPGM|openssl|OpenSSL|norm|gssapi|lz4|boost|Boost|zyre|curl|gnutls|NSS|nss|ncurses|readline|zlib|libev)\b)/;

const named = (words: string): string | null => {
  const found = NAMED.exec(words.replace(/\b(?:[Ll]ibrar(?:y|ies)|libtool|libexec|libdir)\b/g, ''));
  if (!found) return null;
  if (found[1]) return isLibrary(found[1]) ? libraryOfProject(found[1]) : libraryOfFlag(found[1]);
  return libraryOfProject((found[2] ?? found[3] ?? found[4] ?? '').replace(/^0MQ$/i, 'zmq'));
};

/** A check in config.log; Log takes the line number out. */
const CHECK = /^configure: checking (.{1,200})/;

/** Whether a piece of config.log stands below a terminal's last word, and shows why the check for the library failed. */
function isShownBelow(log: Match['log'], at: number, library: string): boolean {
  if (log.after(at, 4000, /^configure: error: /)) return false;
  const name = library.replace(/^lib/, '');
  for (let next = log.after(at, 40, CHECK); next; next = log.after(next.at, 400, CHECK)) {
    if (!next.match[1]!.includes(name)) continue;
    const failed = log.after(next.at, 400, /: undefined reference to |^Undefined symbols/);
    const end = log.after(next.at, 400, CHECK);
    if (failed && (!end || failed.at < end.at)) return true;
  }
  return false;
}

/** configure's own last words, and those of the scripts around it. */
export default family('dependency.missing', WANTED_LIBRARY, [
  {
    id: 'dependency.missing/configure-error',
    when: /^(?:checking .{0,120}\.\.\. )?(?:no )?configure: error: (.{1,300})/,
    unless:
      /compiler|working directory|newly created|preprocessor|pkg-config|too old|version [\d.]+ or|at least|newer|\.h\b|sanity|config\.sub|unsafe|cannot compute|cannot run|source directory already|cannot find (?:sources|install-sh|required auxiliary|input)|Package requirements|libtool|unrecognized option|invalid (?:variable|package|host|feature)|no usable|Dictionary|--with-\S{1,40} set to |configure failed for /,
    test: ({ match, log, at }) => {
      const library = named(match[1]!);
      return (
        library !== null &&
        /not found|missing|install|cannot (?:find|link)|could not|couldn't|unable|required|requires|need|not installed|not available|no |failed/i.test(
          match[1]!,
        ) &&
        !isShownBelow(log, at, library)
      );
    },
    subject: ({ match }) => named(match[1]!),
    over: ['link.library-not-found'],
    samples: [
      ['configure: error: cannot link with -luuid, install uuid-dev.', 'libuuid'],
      ['configure: error: libsodium is not installed: required for CURVE', 'libsodium'],
      ['configure: error: Unable to find a working libzmq', 'libzmq'],
      ['configure: error: libmicrohttpd was not found', 'libmicrohttpd'],
    ],
    misses: [
      'configure: error: no acceptable C compiler found in $PATH',
      'checking for sodium_init in -lsodium... no',
      "configure: error: cannot link with -lzmq, install libzmq.\nconfigure:13201: checking for zmq_init in -lzmq\nzmq.cpp:(.text+0x134): undefined reference to `pgm_init'",
    ],
  },
  {
    id: 'dependency.missing/package-requirements',
    when: /^(?:checking .{0,120}\.\.\. )?(?:no )?configure: error: (?:Package|Library) requirements \(([\w.+-]{1,60})/,
    tier: 'symptom',
    subject: matchedProject,
    samples: [
      ['configure: error: Package requirements (libsodium) were not met:', 'libsodium'],
      ['configure: error: Library requirements (libsodium) not met.', 'libsodium'],
    ],
  },
  {
    id: 'dependency.missing/autogen-project',
    when: /^(?:ERROR|Error|error): (?:could not find|cannot find|missing) (?:library |package )?'?(lib[\w+-]{2,30}|zmq|zeromq|czmq|sodium)'?\b/,
    subject: matchedProject,
    samples: [['ERROR: could not find libzmq', 'libzmq']],
  },
  {
    id: 'dependency.missing/waf-scons',
    when: /^Checking for (?:C(?:\+\+)? (?:library|header file) )?(?:library |header )?'?([\w+./-]{1,60})(?: [<>]?= ?[\w.]{1,20})?'?(?: +:|\.\.\.) ?(?:not found|no)$/,
    // The last that was refused: what follows speaks of it.
    test: ({ log, at }) =>
      !/^Checking for .{1,120}(?:no|not found)$/.test(log.lines[at + 1]?.text ?? '') &&
      log.after(
        at,
        2,
        /^The configuration failed|must be installed|^scons: building terminated|is required|Exit(?:ing)?\b|Aborting/,
      ) !== null,
    subject: (found) => {
      const said = found.log.after(found.at, 2, /^([\w.+-]{2,40}) (?:must be installed|is required)/)
        ?.match[1];
      return said ? libraryOfProject(said) : matchedProject(found);
    },
    samples: [
      ["Checking for 'libzmq >= 4.0'             : not found\nThe configuration failed", 'libzmq'],
      ['Checking for C library zmq... no\nlibzmq must be installed!', 'libzmq'],
    ],
    misses: ['Checking for C library zmq... no\nChecking for C library czmq... yes'],
  },
]);
