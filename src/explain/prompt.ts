/** A line that a person or a script typed, and the folder that the prompt shows. */
export interface Typed {
  readonly command: string;
  readonly folder: string | null;
}

/** Prompts that end in a sign: `user@host:~/x$ `, `[user@host dir]# `, `(venv) $ `, `~/x % `, `bash-3.2$ `, `/app # `. */
const PROMPTS: readonly RegExp[] = [
  /^(?:\([\w. -]{1,40}\) ?)?\[?[\w.-]{1,60}@[\w.-]{1,80}(?:[: ](?<folder>(?:[^\s$#%\]>]|[#%](?=[^\s#%])){0,200}))?\]?(?:\[(?<tilde>[^\]\s]{1,80})\])? ?(?:\([\w./|-]{1,60}\))? ?[$#%>] (?<command>.+)$/,
  /^(?:\([\w. -]{1,40}\) ?)?\[[\w.-]{1,60}@[\w.-]{1,80}\]\[(?<folder>[^\]\s]{1,80})\] ?[$#%>] ?(?<command>.+)$/,
  /^(?:\([\w. -]{1,40}\) ?)?(?:[\w.-]{1,40}:)?(?<folder>~|[~/][^\s$#%'"]{0,200})? ?[$%] (?<command>\S.*)$/,
  /^(?:ba|z|da|k)?sh-[\d.]{1,8}[$#] (?<command>.+)$/,
  /^(?<folder>\/[^\s$#%'"]{0,200}|~) # (?<command>.+)$/,
  /^[\w-]{1,40}:(?<folder>[~/][^\s$#%'"]{0,200}) ?[#$] (?<command>.+)$/,
  /^(?:PS )?(?<folder>[A-Za-z]:\\[^>\r\n]{0,200})> ?(?<command>\S.*)$/,
  /^[\u276f\u279c\u03bb\u2192] {1,2}(?:(?<folder>[\w~./-]{1,80}) )?(?:git:\([^)]{0,60}\) (?:\u2717 )?)?(?<command>\S.*)$/,
];

/** `set -x`, Docker's and CI's announcements. */
const ANNOUNCED: readonly RegExp[] = [
  /^\+{1,4} (?<command>[\w./~"'-].*)$/,
  /^(?:Step \d{1,3}\/\d{1,3} : )?RUN (?<command>\S.*)$/,
  /^\[[^\]]{1,60}\] RUN (?<command>\S.*)$/,
  /^(?:##\[group\])?Run (?<command>[\w./].*)$/,
  /^\$ (?<command>\S.*)$/,
];

/** After a bare `# `, only a word that people type: go prints `# package` too. */
const ROOT_COMMAND =
  /^# (?<command>(?:sudo|apt|apt-get|yum|dnf|apk|pacman|zypper|brew|make|cd|git|ldconfig|\.\/\S|go (?:build|get|run|install|mod|env)|cmake|export|ls|cat|gcc|g\+\+|cc|pip3?|python3?|node|npm|echo|ldd|pkg-config|env|curl|wget|tar|bash|sh|which|uname)(?: .*)?)$/;

/** The command of a typed line, else null. */
export function typed(line: string): Typed | null {
  for (const prompt of PROMPTS) {
    const found = prompt.exec(line)?.groups;
    if (found?.command) return { command: found.command, folder: found.folder || found.tilde || null };
  }
  for (const said of ANNOUNCED) {
    const found = said.exec(line)?.groups;
    if (found?.command) return { command: found.command, folder: null };
  }
  const root = ROOT_COMMAND.exec(line)?.groups;
  return root?.command ? { command: root.command, folder: null } : null;
}
