import { type AptSource, parseAptList, parseAptSources } from '../formats/apt-sources.ts';
import { parseOsRelease } from '../formats/os-release.ts';
import type { Probe } from '../host/host.ts';

const APT = '/etc/apt';

function entries(probe: Probe): readonly AptSource[] {
  const names = probe.readdir(`${APT}/sources.list.d`);
  const read = (path: string): string => {
    const answer = probe.readText(path);
    return answer.ok ? answer.value : '';
  };
  const files = (names.ok ? names.value : []).map((name) => `${APT}/sources.list.d/${name}`);
  return [
    ...parseAptList(read(`${APT}/sources.list`)),
    ...files.filter((path) => path.endsWith('.list')).flatMap((path) => parseAptList(read(path))),
    ...files.filter((path) => path.endsWith('.sources')).flatMap((path) => parseAptSources(read(path))),
  ];
}

/** `mirror+file:/path` names a list of mirrors, one a line, options after a tab (apt-transport-mirror(1)). */
function expand(uri: string, probe: Probe): readonly string[] {
  const list = /^mirror\+file:(?:\/\/)?(\/.*)$/.exec(uri)?.[1];
  if (list === undefined) return [uri];
  const answer = probe.readText(list);
  return (answer.ok ? answer.value : '')
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').split('\t')[0]!.trim())
    .filter((line) => line !== '');
}

/** A base address of the distribution's own package mirror, and whose pool it is. */
export interface PoolBase {
  readonly url: string;
  readonly distribution: 'debian' | 'ubuntu';
}

/**
 * The base addresses that apt is configured with for the distribution itself (not its security archive, not other
 * people's repositories), each once; [] without apt. Only http, https and file: the others need apt's own helpers.
 */
export function poolBases(probe: Probe): readonly PoolBase[] {
  const release = probe.readText('/etc/os-release');
  const fields = parseOsRelease(release.ok ? release.value : '');
  const codenames = [fields.get('VERSION_CODENAME'), fields.get('UBUNTU_CODENAME')];
  const own = (suite: string): boolean => {
    const [head, ...pocket] = suite.replace(/\/$/, '').split('-');
    const named = codenames.includes(head) || /^(oldstable|stable|testing|unstable|sid)$/.test(head!);
    return named && ['', 'updates', 'backports', 'proposed'].includes(pocket.join('-'));
  };
  const main = entries(probe).filter(({ components }) =>
    components.some((component) => component === 'main' || component === 'universe'),
  );
  const ours = main.filter(({ suites }) => suites.some(own));
  const urls = (ours.length > 0 ? ours : main)
    .flatMap(({ uris }) => uris)
    .flatMap((uri) => expand(uri, probe))
    .filter((uri) => /^(https?|file):\//.test(uri))
    .map((uri) => uri.replace(/^file:\/*/, 'file:///').replace(/\/+$/, ''));
  const ubuntu = fields.get('ID') === 'ubuntu';
  return [...new Set(urls)].map((url) => ({
    url,
    distribution: ubuntu || /ubuntu/i.test(url) ? 'ubuntu' : 'debian',
  }));
}
