/**
 * Fields of os-release(5): `NAME=value` lines, the value bare or quoted as a shell does it; no expansion, no escapes
 * beyond a backslash before one of `"$`\` and `'`. A line that is none is passed over.
 */
export function parseOsRelease(source: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of source.split('\n')) {
    const [, name, raw] = /^\s*([A-Z][A-Z0-9_]*)=(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || raw === undefined) continue;
    const quoted = /^(["'])(.*)\1$/.exec(raw)?.[2] ?? raw;
    fields.set(name, raw.startsWith("'") ? quoted : quoted.replace(/\\(["$`\\'])/g, '$1'));
  }
  return fields;
}
