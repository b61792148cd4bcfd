/** One entry of apt's sources, as far as a reader of the package mirror needs it. */
export interface AptSource {
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
}

/**
 * The one-line style of sources.list(5): `deb [ option=value … ] uri suite [component …]`. `deb-src` counts as well: it
 * names the same mirror. A line that is none is passed over.
 */
export function parseAptList(source: string): readonly AptSource[] {
  const entries: AptSource[] = [];
  for (const line of source.split('\n')) {
    const words = line.replace(/#.*$/, '').trim();
    const match = /^deb(?:-src)?\s+(?:\[[^\]]*\]\s*)?(\S+)\s+(\S+)(.*)$/.exec(words);
    if (match === null) continue;
    const [, uri, suite, components] = match;
    entries.push({
      uris: [uri!],
      suites: [suite!],
      components: components!.split(/\s+/).filter((word) => word !== ''),
    });
  }
  return entries;
}

/**
 * The deb822 style of sources.list(5), `*.sources`: stanzas of `Field: values`, continued by lines that begin with a
 * blank, comments by `#`, field names in any case; `Enabled: no` switches a stanza off.
 */
export function parseAptSources(source: string): readonly AptSource[] {
  const entries: AptSource[] = [];
  for (const stanza of source.replaceAll('\r\n', '\n').split(/\n[ \t]*\n/)) {
    const fields = new Map<string, string>();
    let current = '';
    for (const line of stanza.split('\n')) {
      if (line.startsWith('#')) continue;
      const [, name, value] = /^([^\s:]+):(.*)$/.exec(line) ?? [];
      if (name !== undefined) {
        current = name.toLowerCase();
        fields.set(current, value!);
      } else if (/^\s/.test(line) && current !== '') fields.set(current, `${fields.get(current)} ${line}`);
    }
    const list = (name: string) => (fields.get(name) ?? '').split(/\s+/).filter((word) => word !== '');
    const off = ['no', 'false', 'without', 'off', 'disable'].includes(
      list('enabled')[0]?.toLowerCase() ?? 'yes',
    );
    const debian = list('types').some((type) => type === 'deb' || type === 'deb-src');
    if (off || !debian) continue;
    entries.push({ uris: list('uris'), suites: list('suites'), components: list('components') });
  }
  return entries;
}
