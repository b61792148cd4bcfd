/**
 * One raw line of a log -> what the tool itself printed. Logs come through terminals, containers, CI services,
 * and other tools' wrappers, each of which adds its own decoration.
 */

/** ECMA-48 control sequences (CSI, OSC, DCS and two-byte escapes) and other control characters but tab. */
const ESCAPES =
  /[\u001b\u009b](?:\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)?|P[^\u001b]{0,2000}(?:\u001b\\)?|\[?[0-?]{0,40}[ -/]{0,8}[@-~])|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Free of escapes and control characters: safe to show. Tabs become blanks. */
export const visible = (raw: string): string => raw.replace(ESCAPES, '').replaceAll('\t', ' ').trimEnd();

/**
 * Decorations before a tool's own words. Tried over and over from the start of the line, since they nest
 * (a CI time stamp before Docker's step number before ninja's counter).
 */
const PREFIXES: readonly RegExp[] = [
  // GitHub, GitLab, Kubernetes and journal time stamps.
  /^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?(?: \d\dO\+?)?[ |]{0,3}/,
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?(?:[ |]{1,3}|$)/,
  // `gh run view --log`: the job and the step before GitHub's stamp, which alone has seven digits.
  /^\S.{0,200}? (?=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z(?: |$))/,
  // syslog's (RFC 3164) and journalctl's; what is left of the latter where its ISO stamp came first.
  /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S{1,64} [\w./@-]{1,64}(?:\[\d{1,8}\])?|\S{1,64} [\w./@-]{1,64}\[\d{1,8}\]):(?: |$)/,
  // TeamCity's; Netlify's clock of twelve hours; Flutter's milliseconds.
  /^\[\d\d:\d\d:\d\d\][A-Za-z]?: {0,3}(?:\[Step \d+\/\d+\](?: |$))?/,
  /^\d{1,2}:\d\d:\d\d [AP]M: /,
  /^\[\s{0,6}\+?\d{1,6} ms\] /,
  // Kernel's and the Open Build Service's seconds; Mozilla's mach counts minutes.
  /^\[\s{0,8}\d{1,8}(?:\.\d{1,8}s?|s)\] /,
  /^\d{1,3}:\d\d\.\d\d (?=\S)/,
  // GitHub's workflow commands.
  /^##\[(?:error|warning|debug|notice|command)\]/,
  /^::(?:error|warning|notice|debug)[^:]{0,300}::/,
  // BuildKit: "#12 34.56 text", and in its summary of what failed "34.56 text"; classic compose: "web_1  | text".
  /^#\d{1,4}(?: |$)(?:\d{1,6}\.\d{1,4}(?: |$))?/,
  /^\d{1,6}\.\d{2,4}(?: |$)/,
  /^[a-z][\w.-]{0,40}\s{0,20}\|(?: |$)/,
  // Omnibus, Chef: "D | 2017-08-01T23:17:00-07:00 | text".
  /^[A-Z] \| [^|]{4,40} \| /,
  // cargo.
  /^\[[\w.-]{1,60} \d[\w.+-]{0,30}\] /,
  /^cargo:warning=/,
  /^warning: [\w.-]{1,60}@\d[\w.+-]{0,30}: /,
  /^= note: /,
  // turborepo's and nx's task; the Android Gradle plugin's; Terraform's; Vagrant's; Visual Studio's project number.
  /^[\w@./-]{1,60}:(?:build|test|compile|install|lint|dev|start|prebuild|postinstall):(?: |$)/,
  /^C\/C\+\+: /,
  /^[\w.[\]"-]{1,80} \((?:remote|local)-exec\):(?: |$)/,
  /^default:(?: |$)/,
  /^\d{1,3}>/,
  /^gyp ERR! (?:stdout|stderr) /,
  // npm, and ant and Maven's wrappers.
  /^npm (?:ERR!|error|WARN|warn)(?: |$)/,
  /^\[(?:exec|INFO|ERROR|WARNING|DEBUG|javac)\s{0,4}\] /,
  // A package's or a job's name, from what builds several: hashdist, colcon, concurrently, foreman.
  /^\[[a-z][\w.-]{0,40}\](?: {1,12}(?=\S)|$)/,
  // ninja and CMake's counters.
  /^\[\s{0,3}\d{1,6}(?:%|\/\d{1,6})\] /,
  // A colour whose escape character was lost on the way.
  /^\ufffd?\[(?:\d{1,3};?){1,4}m/,
  // A quoted mail or issue; git's remote side.
  /^>(?: {1,12}(?=\S)|$)/,
  /^remote: /,
  // pip's, pytest's and rustc's gutters.
  /^E {3}(?=\S)/,
  /^\| (?=\S)/,
  // Spack's and `cat -n`'s line numbers.
  /^(?:>> )?\d{1,6} {4,8}(?=\S)/,
  // Nix, Homebrew, conda.
  /^[\w.+-]{1,60}> (?=\S)/,
  /^==> (?=\S)/,
];

/** What the tool printed, without what others put before it. */
export function bare(line: string): string {
  let text = line.trimStart();
  for (let rounds = 0; rounds < 6; rounds += 1) {
    const before = text.length;
    for (const prefix of PREFIXES) {
      const found = prefix.exec(text);
      if (found) text = text.slice(found[0].length).trimStart();
    }
    if (text.length === before) break;
  }
  return text;
}

/** Quotes of every language become `'`; catalogues and rules then need one spelling. Full-width forms become ASCII. */
export const plainQuotes = (line: string): string =>
  line
    .replace(
      /[\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u00ab\u00bb\u300c\u300d\u300e\u300f`\u00b4]/g,
      "'",
    )
    .replace(/ ?[\uff1a\ufe55] ?/g, ': ')
    .replace(/[\u00a0\u202f]/g, ' ');
