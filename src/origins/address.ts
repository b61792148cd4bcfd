/** A URL with an authority; git's `user@host:path` and plain paths are none, though `URL` would read some of them. */
const asUrl = (address: string): URL | null =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(address) && URL.canParse(address) ? new URL(address) : null;

/** An address as people may see it: without name, password and query, which can hold secrets. */
export function shown(address: string): string {
  const url = asUrl(address);
  // git's scp-like form or a path: only `name:password@` can be secret in it.
  if (url === null) return address.replace(/^[^/@]*:[^/@]*@/, '***@');
  if (url.username !== '' || url.password !== '') {
    url.username = '***';
    url.password = '';
  }
  if (url.search !== '') url.search = '?***';
  return url.href;
}

/** The host of an address: of a URL, or of git's `user@host:path`; null for a path. */
export function hostOf(address: string): string | null {
  const url = asUrl(address);
  if (url === null) return /^(?:[^/@]+@)?([^/:]+):/.exec(address)?.[1] ?? null;
  return url.hostname === '' ? null : url.hostname;
}

/** The local path of a `file:` address, null for any other. */
export function pathOf(address: string): string | null {
  const url = asUrl(address);
  return url?.protocol === 'file:' ? decodeURIComponent(url.pathname) : null;
}

/** `base` and `path` with one slash between them. */
export const below = (base: string, path: string): string => `${base.replace(/\/+$/, '')}/${path}`;
