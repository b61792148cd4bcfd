/** An address as people may see it: without name, password and query, which can hold secrets. */
export function shown(address: string): string {
  try {
    const url = new URL(address);
    if (url.username !== '' || url.password !== '') {
      url.username = '***';
      url.password = '';
    }
    if (url.search !== '') url.search = '?***';
    return url.href;
  } catch {
    // scp-like or a path: only `name:password@` can be secret in it.
    return address.replace(/^[^/@]*:[^/@]*@/, '***@');
  }
}

/** The host of an address: of a URL, or of git's `user@host:path`; null for a path. */
export function hostOf(address: string): string | null {
  try {
    const { hostname } = new URL(address);
    return hostname === '' ? null : hostname;
  } catch {
    return /^(?:[^/@]+@)?([^/:]+):/.exec(address)?.[1] ?? null;
  }
}

/** The local path of a `file:` address, null for any other. */
export function pathOf(address: string): string | null {
  if (!address.startsWith('file:')) return null;
  try {
    return decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
}

/** `base` and `path` with one slash between them. */
export const below = (base: string, path: string): string => `${base.replace(/\/+$/, '')}/${path}`;
