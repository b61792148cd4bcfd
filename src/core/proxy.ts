type Env = Readonly<Record<string, string | undefined>>;

/** How an address is reached. */
export type Way =
  | { readonly kind: 'direct' }
  /** `variable` is the one that says so; `url` has a scheme, and may have credentials. */
  | { readonly kind: 'proxy'; readonly variable: string; readonly url: URL }
  /** The variable's value is no address, or one of a kind that HTTP clients without SOCKS cannot use. */
  | { readonly kind: 'unusable'; readonly variable: string };

/** The variables that hold for a scheme, in curl's order (curl(1), "ENVIRONMENT"). */
export const proxyVariables = (protocol: string): readonly string[] =>
  protocol === 'https:'
    ? ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']
    : ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];

/** `host`, `host:port`, `[::1]:port` or a bare IPv6 address, which has more than one colon. */
function splitPort(entry: string): readonly [host: string, port: string | undefined] {
  const [, six, sixPort] = /^\[(.+)\](?::(\d+))?$/.exec(entry) ?? [];
  if (six !== undefined) return [six, sixPort];
  const [host = '', port, ...more] = entry.split(':');
  return more.length > 0 ? [entry, undefined] : [host, port];
}

/**
 * Whether NO_PROXY takes an address out: names split by commas or blanks, each for itself and all below it, with or
 * without a dot or `*.` in front, with a port for that port alone; `*` for all (curl(1), "NO_PROXY").
 */
export function isExcepted(url: URL, list: string): boolean {
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, '');
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => {
      const [name, only] = splitPort(entry);
      if (name === '' || (only !== undefined && only !== port)) return false;
      const bare = name.replace(/^\*?\./, '');
      return name === '*' || host === bare || host.endsWith(`.${bare}`);
    });
}

/** The way to an address by these variables: each read in small letters first, an empty one as unset. */
export function wayTo(url: URL, env: Env): Way {
  const variable = proxyVariables(url.protocol).find((name) => (env[name] ?? '') !== '');
  if (variable === undefined || isExcepted(url, env.no_proxy || env.NO_PROXY || ''))
    return { kind: 'direct' };
  const value = env[variable] ?? '';
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  if (!URL.canParse(address)) return { kind: 'unusable', variable };
  const proxy = new URL(address);
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') return { kind: 'unusable', variable };
  return { kind: 'proxy', variable, url: proxy };
}
