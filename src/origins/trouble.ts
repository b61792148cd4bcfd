import type { Code } from '../core/codes.ts';
import type { DownloadOutcome } from '../host/host.ts';
import { hostOf, shown } from './address.ts';

/** Why one way to a source led nowhere. */
export interface Trouble {
  readonly code: Code;
  readonly subject: string;
  /** What was said, in its own words, free of secrets. */
  readonly words: string;
  /** The same again may go through. */
  readonly passing: boolean;
  /** Nothing at that host will go through now. */
  readonly hostDown: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/** The proxy variable that an address goes by, in the order that curl and undici read them; null where none counts. */
function proxyVariable(address: string, env: Env): string | null {
  const host = hostOf(address) ?? '';
  const spared = (env.no_proxy ?? env.NO_PROXY ?? '').split(/[\s,]+/).filter((name) => name !== '');
  if (spared.some((name) => name === '*' || `.${host}`.endsWith(`.${name.replace(/^\*?\./, '')}`)))
    return null;
  const names = address.startsWith('https:') ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
  return [...names, 'all_proxy', 'ALL_PROXY'].find((name) => (env[name] ?? '') !== '') ?? null;
}

/** Words that only a way through a proxy can bring about. */
const PROXY = /resolve proxy|CONNECT tunnel|Proxy response|from proxy|Proxy Authentication/i;

/** The proxy's variable, or git's own setting, where the words speak of the proxy rather than of the host behind it. */
function blamedProxy(address: string, words: string, env: Env): string | null {
  const variable = proxyVariable(address, env);
  if (PROXY.test(words)) return variable ?? 'http.proxy';
  if (variable === null) return null;
  const value = env[variable]!;
  const url = URL.canParse(value) && value.includes('://') ? new URL(value) : new URL(`http://${value}`);
  return words.includes(`${url.hostname}:${url.port}`) || words.includes(` ${url.hostname}`)
    ? variable
    : null;
}

const TLS =
  /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ERR_TLS|ERR_SSL|EPROTO|certificate|gnutls|SSL|TLS/;
const NO_WAY =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|resolve host|Connection refused|onnection timed out|Failed to connect|unreachable|Couldn't connect/i;

function networkOrProxy(address: string, words: string, env: Env): Trouble {
  const proxy = blamedProxy(address, words, env);
  if (proxy !== null) return { code: 'fetch.proxy', subject: proxy, words, passing: false, hostDown: true };
  const subject = hostOf(address) ?? shown(address);
  const noWay = NO_WAY.test(words);
  if (TLS.test(words) && !noWay) {
    return { code: 'fetch.tls', subject, words, passing: false, hostDown: true };
  }
  return { code: 'fetch.network', subject, words, passing: !noWay, hostDown: noWay };
}

/** What a download that failed means. */
export function troubleOfDownload(
  address: string,
  outcome: Extract<DownloadOutcome, { ok: false }>,
  env: Env,
): Trouble {
  const { status, error, retryable } = outcome;
  // Node says `ENOTFOUND: getaddrinfo ENOTFOUND host`.
  const words = error.replace(/^([A-Z_]+): (?=.*\1)/, '');
  const plain = { subject: shown(address), words, passing: retryable, hostDown: false };
  const proxy = proxyVariable(address, env);
  if (status === 407 || (status === 403 && proxy !== null)) {
    return { ...plain, code: 'fetch.proxy', subject: proxy ?? 'http_proxy', hostDown: true };
  }
  if (status === 404 || status === 410) return { ...plain, code: 'fetch.not-found' };
  if (status === 401 || status === 403) return { ...plain, code: 'fetch.protocol' };
  if (status !== null) return { ...plain, code: 'fetch.network', subject: hostOf(address) ?? shown(address) };
  return networkOrProxy(address, words, env);
}

/** What git's words mean: the messages of git's remote-curl, connect and upload-pack, and of libcurl, in English (LC_ALL=C). */
export function troubleOfGit(address: string, ref: string, stderr: string, env: Env): Trouble {
  const lines = stderr.split('\n').map((line) => line.trim());
  const decisive =
    lines.find((line) => /dubious ownership/.test(line)) ??
    lines.find((line) => /^(fatal|error|ERROR|ssh):/.test(line)) ??
    lines.findLast((line) => line !== '') ??
    'git said nothing';
  const words = decisive
    .replace(/^(fatal: )?unable to access '[^']*': /, '')
    .replaceAll(address, shown(address));
  const plain = { words, passing: false, hostDown: false };
  const owned = /dubious ownership in repository at '([^']+)'/.exec(stderr)?.[1];
  if (owned !== undefined) return { ...plain, code: 'fetch.git-ownership', subject: owned };
  if (
    /find remote ref|not our ref|Remote branch .* not found|no such ref|unadvertised object/i.test(stderr)
  ) {
    return { ...plain, code: 'fetch.not-found', subject: ref };
  }
  if (
    /not found|does not appear to be a git repository|does not exist|No such file or directory/i.test(stderr)
  ) {
    return { ...plain, code: 'fetch.not-found', subject: shown(address) };
  }
  if (
    /Authentication failed|could not read (Username|Password)|terminal prompts disabled|Permission denied \(|Host key verification|error: 40[13]|transport '.*' not allowed|Unable to find remote helper/i.test(
      stderr,
    )
  ) {
    return { ...plain, code: 'fetch.protocol', subject: shown(address) };
  }
  return { ...networkOrProxy(address, words, env) };
}

/** The deeper cause first: what is in everybody's way before what one address lacks. */
const DEPTH: readonly Code[] = [
  'fetch.proxy',
  'fetch.tls',
  'fetch.git-ownership',
  'fetch.network',
  'source.incomplete',
  'fetch.protocol',
  'fetch.not-found',
];

/** The one to be reported of all that were met. */
export const deepest = (troubles: readonly Trouble[]): Trouble | undefined =>
  [...troubles].sort((a, b) => DEPTH.indexOf(a.code) - DEPTH.indexOf(b.code))[0];
