/**
 * Terminal control out of what others wrote (logs, paths, environment, a compiler's output): ECMA-48 control sequences
 * and strings, every other C0 and C1 control but tab and line feed, and the bidirectional overrides that make a line
 * read as something that it is not (CVE-2021-42574).
 */
export const clean = (words: string): string =>
  words.replace(STRINGS, '').replace(SEQUENCES, '').replace(/\r\n/g, '\n').replace(CONTROLS, '');

/** OSC, DCS, SOS, PM and APC with their payload, up to ST or BEL; an unclosed one ends with its line. */
const STRINGS = /(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?/g;
/** CSI, then the two-byte escapes. */
const SEQUENCES = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[ -/]*[0-~]?/g;
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The same on one line. */
export const cleanLine = (words: string): string => clean(words).replace(/\s+/g, ' ').trim();
