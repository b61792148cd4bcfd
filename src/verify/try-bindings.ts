import { bindingOf } from '../bindings/catalogue.ts';
import { verifyingEnvironment } from '../bindings/go-verification.ts';
import { goczmq } from '../bindings/goczmq.ts';
import { environmentWithPyzmq } from '../bindings/known-environment.ts';
import type { BindingProof } from '../bindings/proof.ts';
import { proveGo } from '../bindings/prove-go.ts';
import { provePython } from '../bindings/prove-python.ts';
import { type Text, text, verbatim } from '../core/text.ts';
import { askOf } from '../facts/ask.ts';
import { goSettings } from '../facts/go-settings.ts';
import { pathsOf } from '../host/paths.ts';
import { ofProof, tellingLine, type VerifyCheck } from './check.ts';
import { said } from './compile.ts';
import type { ReadLog } from './prove.ts';
import type { Tried } from './try-ways.ts';
import type { Site } from './ways/way.ts';

const FETCH_MS = 240_000;

/** `skipped`: it could not be tried. */
type One = BindingProof | { readonly skipped: Text };

/** Bindings of other languages, each by the proof that `install` gives it, against what is installed. */
export async function tryBindings(site: Site, names: readonly string[], readLog: ReadLog): Promise<Tried> {
  const checks: VerifyCheck[] = [];
  const findings: Tried['findings'][number][] = [];
  for (const name of names) {
    if (site.signal.aborted) break;
    const one = await prove(site, name, readLog);
    if ('skipped' in one)
      checks.push({ target: name, part: 'proof', id: 'build', status: 'skipped', detail: one.skipped });
    else {
      checks.push(...one.checks.map(ofProof));
      findings.push(...one.findings);
    }
  }
  return { checks, findings };
}

async function prove(site: Site, name: string, readLog: ReadLog): Promise<One> {
  const { host, prefix, needed, signal } = site;
  const binding = bindingOf(name)?.binding;
  const folder = `${site.folder}/binding-${name}`;
  host.mkdir(folder);
  const request = { prefix, version: null, needed, folder: `${folder}/check`, signal };
  if (binding?.language === 'go') {
    const settings = askOf(host).of(goSettings);
    if (settings.program === null) return { skipped: text('Go is not installed', '没有安装 Go') };
    const version = goczmq.default;
    const { module } = goczmq.versions[version]!;
    host.writeFile(`${folder}/go.mod`, `module proof\n\ngo 1.16\n\nrequire ${module} ${version}\n`);
    const argv = [settings.program, 'get', `${module}@${version}`];
    const env = { ...site.env, GOWORK: 'off', ...verifyingEnvironment(settings, module) };
    const got = await host.run(argv, { cwd: folder, env, timeoutMs: FETCH_MS, signal });
    if (got.code !== 0) return { skipped: verbatim(tellingLine(said(argv, got))) };
    return proveGo(
      host,
      goczmq,
      {
        ...request,
        binding: { name, version, library: goczmq.library },
        go: settings.program,
        sums: `${folder}/go.sum`,
        example: null,
      },
      readLog,
    );
  }
  const there = environmentWithPyzmq(askOf(host), pathsOf(host.env, host.self), prefix);
  if (there === null)
    return {
      skipped: text(
        'no active or known virtual environment has pyzmq',
        '已激活或已知的虚拟环境中都没有 pyzmq',
      ),
    };
  return provePython(
    host,
    {
      ...request,
      binding: { name, version: there.version, library: 'libzmq' },
      python: `${there.folder}/bin/python`,
      packages: null,
    },
    readLog,
  );
}
