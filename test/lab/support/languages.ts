import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { Machine } from './machine.ts';

/** How Go's and Python's package tools are told where to fetch from and whom to trust. */
const SETTINGS =
  /^(GOPROXY|GOSUMDB|GONOSUMDB|GONOPROXY|GOPRIVATE|GOINSECURE|PIP_\w+|UV_\w+|(https?|no|all)_proxy)$/i;
/** Files of certificate authorities. */
const AUTHORITIES = ['SSL_CERT_FILE', 'PIP_CERT', 'REQUESTS_CA_BUNDLE'];
const BUNDLE = '/opt/lab/authorities.pem';

const fromGo = (name: string): string => {
  try {
    return execFileSync('go', ['env', name], { stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return '';
  }
};

/**
 * This machine's own settings of Go and pip, whatever they are, for a machine of the lab: written into its files where
 * the tools read files, returned as environment where they read that. Paths of this machine are left out.
 */
export function languageSettings(machine: Machine): Readonly<Record<string, string>> {
  const env: Record<string, string> = {};
  for (const [name, value = ''] of Object.entries(process.env))
    if (SETTINGS.test(name) && value !== '' && !value.startsWith('/')) env[name] = value;
  // `go env -w` keeps its settings in a file.
  for (const name of ['GOPROXY', 'GOSUMDB', 'GONOSUMDB', 'GONOPROXY']) env[name] ??= fromGo(name);
  for (const [name, value] of Object.entries(env)) if (value === '') delete env[name];
  if (existsSync('/etc/pip.conf'))
    machine.write(
      '/etc/pip.conf',
      readFileSync('/etc/pip.conf', 'utf8').replace(/^\s*[\w-]+\s*=\s*\/.*$/gm, ''),
    );
  const bundle = AUTHORITIES.map((name) => process.env[name]).find((path) => path && existsSync(path));
  if (bundle !== undefined) {
    machine.write(BUNDLE, readFileSync(bundle, 'utf8'));
    for (const name of AUTHORITIES) env[name] = BUNDLE;
  }
  return env;
}
