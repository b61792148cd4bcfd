/** A line of ld.so.conf that says something (ldconfig(8); glibc, elf/ldconfig.c, parse_conf). */
export type ConfDirective =
  | { readonly kind: 'folder'; readonly path: string; readonly line: number }
  /** Patterns of glob(7), relative to the file's folder unless they begin with a slash. */
  | { readonly kind: 'include'; readonly patterns: readonly string[]; readonly line: number }
  /** Hardware capability names for the legacy subfolders; today's ldconfig skips it. */
  | { readonly kind: 'hwcap'; readonly text: string; readonly line: number };

/** Directives in order. Any text is a valid file: what ldconfig would take for a folder is one. */
export function parseLdSoConf(text: string): readonly ConfDirective[] {
  const directives: ConfDirective[] = [];
  text.split('\n').forEach((whole, index) => {
    // Blanks of C's isspace() alone: ldconfig takes a byte order mark for a part of the path.
    const words = (whole.split('#', 1)[0] as string).replace(/^[ \t\r\v\f]+/, '').trimEnd();
    if (words === '') return;
    const line = index + 1;
    const include = /^include\s+(.*)$/.exec(words);
    if (include) {
      directives.push({ kind: 'include', patterns: (include[1] as string).split(/\s+/), line });
    } else if (/^hwcap\s/.test(words)) {
      directives.push({ kind: 'hwcap', text: words.slice(6).trim(), line });
    } else {
      // `folder=libc6` names a library type that nothing uses any more.
      const type = words.lastIndexOf('=');
      const path = type > words.lastIndexOf('/') ? words.slice(0, type).trimEnd() : words;
      let end = path.length;
      while (end > 1 && path[end - 1] === '/') end--;
      directives.push({ kind: 'folder', path: path.slice(0, end), line });
    }
  });
  return directives;
}
