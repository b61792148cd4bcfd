/**
 * Words that may be shown to strangers: a report, a snapshot, a log's decisive lines. Rather a word too many than a
 * secret too few. Every repetition has a bound, since the words are a hostile log's.
 */

const STARS = '***';

/** Names whose value is a secret, as part of a variable's, option's, key's or parameter's name. */
const SECRET_NAME =
  '[\\w.-]{0,60}(?:pass(?:word|wd|phrase)|secret|token|api_?-?key|access_?-?key|private_?-?key|credentials?|signature|_auth)[\\w.-]{0,40}';

/** In quotes, or up to what ends a word in shells, addresses and JSON. */
const VALUE = '(?:"[^"\\n]{1,2000}"|\'[^\'\\n]{1,2000}\'|[^\\s"\'&;,<>]{1,2000})';

const RULES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // PEM (RFC 7468), cut off too.
  [
    /-----BEGIN ([A-Z0-9 ]{0,30}PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g,
    `-----BEGIN $1----- ${STARS}`,
  ],
  // Userinfo of an address (RFC 3986, 3.2.1). A sloppy password has a slash, and a port is no password.
  [/(\b[a-z][a-z0-9+.-]{1,15}:\/\/)[^\s/?#"'<>@]{0,300}@/gi, `$1${STARS}@`],
  [
    /(\b[a-z][a-z0-9+.-]{1,15}:\/\/)[^\s/@:]{1,100}:(?!\d{1,5}(?:[/?#]|$))[^\s@"'<>]{1,300}@/gim,
    `$1${STARS}@`,
  ],
  // A proxy without a scheme: `http_proxy=user:word@host:3128`.
  [/(proxy["']?\s{0,3}[=:]\s{0,3}["']?)[^\s"'/@:]{1,100}:[^\s"'@]{1,200}@/gi, `$1${STARS}@`],
  // Headers (RFC 9110, 11.6): to the end of the line, or of the quotes of `curl -H '...'`.
  [
    /\b((?:proxy-)?authorization|x-api-key|private-token|job-token|(?:set-)?cookie)(["']?\s{0,3}[:=]\s{0,3}["']?)[^\r\n"']{1,4000}/gi,
    `$1$2${STARS}`,
  ],
  // zcert(3), a CURVE key pair; netrc(5); curl(1) -u.
  [/(\bsecret-key\s{0,5}=\s{0,5})"[^"\n]{1,200}"/g, `$1"${STARS}"`],
  [/(\blogin\s{1,5}\S{1,200}\s{1,5}password\s{1,5})\S{1,500}/g, `$1${STARS}`],
  [/((?:^|\s)(?:-[uU]|--user|--proxy-user)(?:[ =]|))[^\s:]{1,100}:\S{1,300}/gm, `$1${STARS}`],
  [new RegExp(`(\\b_?${SECRET_NAME}["']?=)${VALUE}`, 'gi'), `$1${STARS}`],
  [new RegExp(`(["']${SECRET_NAME}["']\\s{0,3}:\\s{0,3})${VALUE}`, 'gi'), `$1${STARS}`],
  [
    new RegExp(`(\\b${SECRET_NAME.replace(/[a-z_]{2,}/g, (word) => word.toUpperCase())}: )${VALUE}`, 'g'),
    `$1${STARS}`,
  ],
  [new RegExp(`((?:^|\\s)--${SECRET_NAME}\\s{1,3})(?!-)${VALUE}`, 'gim'), `$1${STARS}`],
  [/\b(sig=)[\w%+/-]{16,500}/g, `$1${STARS}`],
  // Tokens that their makers mark.
  [
    /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|gl(?:pat|ptt|dt|rt)-[\w-]{15,255}|npm_[A-Za-z0-9]{20,255}|pypi-[\w-]{20,1000}|(?:AKIA|ASIA)[A-Z0-9]{12,20}|xox[abeoprs]-[\w-]{10,255}|dckr_pat_[\w-]{10,255}|hf_[A-Za-z0-9]{20,100}|sk-[\w-]{20,255}|AIza[\w-]{35}|eyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}\.[\w-]{8,1000})/g,
    STARS,
  ],
];

/** The same words without secrets. */
export const withoutSecrets = (words: string): string =>
  RULES.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), words);

/** Account names that tell nothing of anybody, and folder names that would garble every path. */
const TELLS_NOTHING = new Set(
  (
    'root user users runner ubuntu debian fedora alpine arch vagrant admin ec2-user codespace vscode node docker git ' +
    'jenkins build builder test ci go make dev bin sbin lib usr home opt etc tmp var src run local share include sys ' +
    'proc mnt media srv'
  ).split(' '),
);

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whose machine it is. */
export interface Identity {
  /** Home folders, as named and without symlinks. */
  readonly homes: readonly string[];
  readonly user: string;
}

/** What stands in place of a home path and of a user name. */
export interface Alias {
  readonly home: (home: string) => string;
  readonly user: (user: string) => string;
}

/** For readers. */
const READABLE: Alias = { home: () => '~', user: () => 'user' };

const sameLength = (word: string): string => 'user'.padEnd(word.length, '_').slice(0, word.length);

const tells = (name: string): boolean => name.length > 1 && !TELLS_NOTHING.has(name.toLowerCase());

/** For programs that go on using the path, in binary files too: absolute, and as long as what it stands for. */
export const USABLE: Alias = {
  home: (home) => {
    const start = home.lastIndexOf('/') + 1;
    const name = home.slice(start);
    return tells(name) ? home.slice(0, start) + sameLength(name) : home;
  },
  user: sameLength,
};

/** A function that takes home paths and the user name out of words, and nothing else. */
export function anonymiser({ homes, user }: Identity, alias: Alias = READABLE): (words: string) => string {
  const rules = homes
    .map((path) => path.replace(/\/+$/, ''))
    .filter((path) => path.length > 1)
    .sort((a, b) => b.length - a.length)
    .map((path) => [new RegExp(`${escaped(path)}(?![\\w.-])`, 'g'), alias.home(path)] as const);
  if (tells(user)) {
    rules.push([new RegExp(`(?<![\\w.+-])${escaped(user)}(?![\\w+-]|\\.\\w)`, 'g'), alias.user(user)]);
  }
  return (words) => rules.reduce((text, [pattern, word]) => text.replace(pattern, () => word), words);
}

/** A function that takes secrets, home paths and the user name out of words. */
export function redactor(identity: Identity, alias: Alias = READABLE): (words: string) => string {
  const anonymous = anonymiser(identity, alias);
  return (words) => anonymous(withoutSecrets(words));
}
