import type { Match } from '../rule.ts';

/** The host of an address in any of the spellings that download tools and git print; null where there is none. */
export function hostOf(words: string): string | null {
  const url =
    /\b(?:https?|git|ssh|ftps?|git\+https?):\/\/(?:[^\s/@'"]{1,200}@)?(\[[0-9a-f:]{2,40}\]|[^\s/:'"<>)\]]{1,200})/i.exec(
      words,
    );
  if (url) return url[1]!.toLowerCase();
  // Python's requests and urllib3 print their pool.
  const pool = /\bHTTPS?ConnectionPool\(host='([\w.-]{1,200})'/.exec(words)?.[1];
  if (pool) return pool.toLowerCase();
  const scp = /\b[\w.-]{1,40}@([a-z0-9.-]{1,200}\.[a-z]{2,10}):/i.exec(words);
  return scp ? scp[1]!.toLowerCase() : null;
}

/** A host name or address standing alone, without quotes, port and final dot. */
export const plainHost = (word: string): string =>
  word
    .trim()
    .replace(/^["'([]+|["')\],.;:]+$/g, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .toLowerCase();

/** Any address but those to which curl and pip send for reading. */
const ADDRESS = /:\/\/(?!curl\.(?:se|haxx)|pip\.pypa|docs\.)/;

/** The host that a line, its neighbours or the typed command are about. */
export const hostNear = ({ match, line, log, at }: Match): string | null => {
  const connecting = /^Connecting to ([\w.-]{1,200})/.exec(line.text)?.[1];
  if (connecting) return plainHost(connecting);
  const named = match.slice(1).find((group) => group !== undefined);
  if (named && !/[/:]{2}/.test(named)) return plainHost(named);
  return (
    hostOf(line.text) ??
    hostOf(log.commandOf(at)) ??
    hostOf(log.before(at, 6, ADDRESS)?.match.input ?? '') ??
    hostOf(log.after(at, 3, ADDRESS)?.match.input ?? '')
  );
};

/** The address that a line, its neighbours or the typed command are about. */
export const addressNear = ({ line, log, at }: Match): string | null =>
  /\b((?:https?|git|ssh|ftp):\/\/[^\s'"<>]{1,300}?)[/.')]{0,3}(?:['"\s,)]|$|: )/.exec(line.text)?.[1] ??
  // git names a submodule's address after it has failed, in the user's language.
  log.after(at, 6, /^fatal: [^']{1,60}'((?:\w{2,9}:\/\/|[\w.-]{1,60}@)[^']{1,300})' [^']{1,60}'[^']{1,300}'/)
    ?.match[1] ??
  /\b((?:https?|git|ssh):\/\/[^\s'"]{1,300})/.exec(log.commandOf(at))?.[1] ??
  /\b((?:https?|git|ssh):\/\/[^\s'")]{1,300})/.exec(log.before(at, 6, /:\/\//)?.match.input ?? '')?.[1] ??
  null;

const TRANSFER =
  /(?:^|[`"'(&|;] ?|-c |sudo )(curl|wget)[ '",].{0,400}(?:ProcessExited\(|exit code:? |exit status |exited with (?:code|status) |non-zero (?:code|exit status|exit code):? )(\d{1,3})\b/;
/** What the exit status of curl or wget says, by their manuals: curl's 22 and wget's 8 are the server's refusal. */
const STATUS = {
  curl: {
    network: [6, 7, 18, 28, 52, 55, 56],
    tls: [35, 51, 53, 58, 60, 66, 77, 83, 90, 91],
    answer: [22, 78],
  },
  wget: { network: [4], tls: [5], answer: [8] },
};

/** Why a download failed of which a caller (a Dockerfile, Julia, Python) tells only the command and its exit status. */
export function failedTransfer(line: string): 'network' | 'tls' | 'answer' | null {
  const found = TRANSFER.exec(line);
  if (!found) return null;
  const status = Number(found[2]);
  const known = STATUS[found[1] as 'curl' | 'wget'];
  return (['network', 'tls', 'answer'] as const).find((kind) => known[kind].includes(status)) ?? null;
}

/** A line in which such a caller names the command that failed. */
export const TRANSFER_STATUS =
  /\b(?:curl|wget)\b.{0,400}(?:ProcessExited\(|exit code|exit status|exited with|non-zero)/;

/** apt, go and pip have their own words for a network that fails. */
export const PACKAGE_MANAGER =
  /^(?:E: |W: |Err:|Ign:|Failed to fetch|go: |go (?:get|build|mod)|\S{1,200}@v\d)|proxy\.golang|goproxy/i;
