import type { GoSettings } from '../facts/go-settings.ts';
import { matchesModule } from '../formats/go-mod.ts';

/** Lists of patterns that let modules go unchecked, or come unencrypted (`go help environment`). */
const PATTERNS = ['GONOSUMDB', 'GOPRIVATE', 'GOINSECURE'] as const;

/**
 * The go command's variables that keep it from asking the checksum database for a module (`go help module-auth`), or
 * from encrypting what it fetches.
 */
export function weakenedBy({ get }: Pick<GoSettings, 'get'>, module: string): readonly string[] {
  const off = get('GOSUMDB')?.value === 'off' ? ['GOSUMDB'] : [];
  const check = get('GONOSUMCHECK')?.value ?? '0';
  const flags = get('GOFLAGS')?.value ?? '';
  // GONOSUMDB, where it is set, stands in GOPRIVATE's place.
  const own = get('GONOSUMDB') !== null;
  return [
    ...off,
    ...PATTERNS.filter(
      (name) => !(name === 'GOPRIVATE' && own) && matchesModule(get(name)?.value ?? '', module),
    ),
    ...(check === '' || check === '0' ? [] : ['GONOSUMCHECK']),
    ...(/(?:^|\s)--?insecure(?:=true|=1)?(?:\s|$)/.test(flags) ? ['GOFLAGS'] : []),
  ];
}

/** Matches no module: an empty value would be taken for an unset one. */
const NOTHING = 'none';

/**
 * What is added to the environment so that the go command does ask the checksum database for a module, whatever the
 * user's settings say; the proxy stays his. A setting of his settings file is passed on beside the switched-off file.
 */
export function verifyingEnvironment(go: GoSettings, module: string): Readonly<Record<string, string>> {
  const weak = weakenedBy(go, module);
  const fromFile = weak.some((name) => go.get(name)?.from === 'file');
  const kept = fromFile ? go.inFile.filter(([name]) => go.get(name)?.from === 'file') : [];
  const env: Record<string, string> = Object.fromEntries(kept);
  if (fromFile) env.GOENV = 'off';
  for (const name of weak) {
    if (name === 'GOFLAGS')
      env.GOFLAGS = (go.get('GOFLAGS')?.value ?? '').replace(/(^|\s)--?insecure(=\w+)?(?=\s|$)/g, ' ').trim();
    else env[name === 'GOPRIVATE' ? 'GONOSUMDB' : name] = /^GO(SUMDB|NOSUMCHECK)$/.test(name) ? '' : NOTHING;
  }
  return env;
}
