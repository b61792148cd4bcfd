import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { willBuild } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { plainEnvironment } from '../facts/environment.ts';
import { goSettings } from '../facts/go-settings.ts';
import { helpFor, whyOf } from '../origins/cause.ts';
import { poolBases } from '../origins/pool.ts';
import { type Trouble, troubleOfDownload } from '../origins/trouble.ts';

const PATIENCE_MS = 8000;

/** What is asked, and for whom. */
interface Site {
  readonly url: string;
  readonly kind: 'source' | 'repository' | 'go-proxy';
}

/** One address of each host that the scope's sources lie on. */
function sources({ recipes }: Scope): readonly Site[] {
  const byHost = new Map<string, Site>();
  for (const { versions, default: wanted } of recipes)
    for (const { places } of versions[wanted]?.archives ?? [])
      for (const place of places) {
        if (!('url' in place) || !URL.canParse(place.url)) continue;
        const { host } = new URL(place.url);
        if (!byHost.has(host)) byHost.set(host, { url: place.url, kind: 'source' });
      }
  return [...byHost.values()];
}

/** What Go fetches modules from: the user's setting, else what the go command was built with, which only it knows. */
async function goProxy(ask: Ask): Promise<string> {
  const go = ask.of(goSettings);
  if (go.program === null) return '';
  const set = go.get('GOPROXY')?.value;
  if (set !== undefined) return set;
  const answer = await ask.probe.run([go.program, 'env', 'GOPROXY'], {
    env: plainEnvironment(ask.probe, { GOTOOLCHAIN: 'local' }),
    cwd: '/',
    timeoutMs: 10_000,
    maxBytes: 16 * 1024,
  });
  return answer.code === 0 ? answer.stdout.trim() : '';
}

/** The distribution's own mirror and Go's proxy, where this machine is set up for them. */
async function configured(ask: Ask): Promise<readonly Site[]> {
  const proxies = (await goProxy(ask)).split(/[,|]/);
  return [
    ...poolBases(ask.probe)
      .filter(({ url }) => /^https?:/.test(url))
      .map(({ url }): Site => ({ url: `${url}/dists/`, kind: 'repository' })),
    ...proxies.filter((url) => /^https?:/.test(url)).map((url): Site => ({ url, kind: 'go-proxy' })),
  ];
}

const CODES = { repository: 'package.repository', 'go-proxy': 'go.proxy-unreachable' } as const;

function findingOf(site: Site, trouble: Trouble, severity: Finding['severity']): Finding {
  const why = whyOf(trouble);
  const ofHost = trouble.code === 'fetch.proxy' || trouble.code === 'fetch.tls';
  const help = helpFor(trouble.code);
  return {
    code: site.kind === 'source' || ofHost ? trouble.code : CODES[site.kind],
    subject: site.kind === 'source' || ofHost ? trouble.subject : site.url.replace(/\/dists\/$/, ''),
    severity,
    title: text(
      `${new URL(site.url).host} cannot be used: ${trouble.code}`,
      `无法使用 ${new URL(site.url).host}：${trouble.code}`,
    ),
    cause: text(`${why.en}.`, `${why['zh-CN']}。`),
    evidence: [{ kind: 'system', where: `HEAD ${site.url}`, text: trouble.words }],
    consequences: [],
    fixes: help === null ? [] : [proposal(help)],
  };
}

/** Whether the sources, the distribution's mirror and Go's proxy answer, by the user's own proxies and certificates. */
const network: Check = {
  id: 'network',
  title: text('the sources and mirrors can be reached', '源代码和镜像可以访问'),
  codes: [
    'fetch.network',
    'fetch.tls',
    'fetch.proxy',
    'fetch.protocol',
    'fetch.not-found',
    'package.repository',
    'go.proxy-unreachable',
  ],
  needsNetwork: true,
  async judge(ask, scope) {
    if (!scope.online) return { skipped: text('only with --online', '仅在 --online 时检查') };
    const building = willBuild(ask, scope);
    const sites = [...sources(scope), ...(await configured(ask))];
    const judged = await Promise.all(
      sites.map(async (site) => {
        const { ok, status, error, message } = await ask.probe.reach(site.url, PATIENCE_MS);
        // An index that may not be listed is a mirror that answers.
        if (ok && (status === null || status < 400 || site.kind !== 'source')) return null;
        const words = [error, message].filter((word) => word !== null && word !== '').join(': ');
        const outcome = { ok: false, status, error: words || `HTTP ${status}`, retryable: false } as const;
        return { site, trouble: troubleOfDownload(site.url, outcome, ask.probe.env) };
      }),
    );
    const failed = judged.filter((one) => one !== null);
    const ofSources = sites.filter(({ kind }) => kind === 'source').length;
    const allSources = failed.filter(({ site }) => site.kind === 'source').length === ofSources;
    return failed.map(({ site, trouble }) => {
      // Another host has the same files: one of several that is down stops nobody.
      const stops = building && (site.kind !== 'source' || allSources);
      return findingOf(site, trouble, stops ? 'error' : 'warning');
    });
  },
};

export default network;
