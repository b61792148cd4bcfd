import type { Capability } from '../core/capability.ts';
import type { Ask } from '../facts/ask.ts';
import { plainEnvironment } from '../facts/environment.ts';
import { type GoSettings, goSettings } from '../facts/go-settings.ts';
import { toolchain } from '../facts/toolchain.ts';
import type { Stage } from '../install/plan.ts';
import type { Decided } from './decide.ts';
import { goStages } from './go-stages.ts';
import type { PlannedBinding } from './planned.ts';
import { pythonStages } from './python-stages.ts';
import type { StageContext } from './stage.ts';

/** A binding as the planner takes it: what it needs of the machine, and its stages once it is known what they wait for. */
export interface BindingWork {
  readonly planned: PlannedBinding;
  readonly needs: readonly Capability[];
  stages(at: StageContext): readonly Stage[];
}

/** Go on a machine of which nothing is known. */
const PLAIN_GO: GoSettings = { program: 'go', file: '', inFile: [], get: () => null };

/**
 * What decided bindings come to; nothing for those that are there. `fresh`: on another machine. Reads files and the
 * environment only.
 */
export const workOf = (ask: Ask, decided: readonly Decided[], fresh = false): readonly BindingWork[] =>
  decided.map(({ binding, planned }): BindingWork => {
    if (planned.action === 'keep') return { planned, needs: [], stages: () => [] };
    if (binding.language === 'go') {
      const settings = fresh ? PLAIN_GO : ask.of(goSettings);
      const hasSums = ask.probe.stat(`${planned.place}/go.sum`).ok;
      return {
        planned,
        needs: binding.needs,
        stages: (at) => goStages(binding, planned, settings, { ...at, hasSums }),
      };
    }
    const constraints = fresh ? undefined : ask.probe.env.PIP_CONSTRAINT;
    return {
      planned,
      needs: [...(planned.made ? (['python3-venv'] as const) : []), ...binding.needs],
      stages: (at) => pythonStages(binding, planned, 'python3', { ...at, constraints }),
    };
  });

/** All stages, in order. What changes the user's module or environment comes after everything has been proved. */
export function bindingStages(work: readonly BindingWork[], at: StageContext): readonly Stage[] {
  const stages = work.flatMap((one) => one.stages(at));
  const proofs = stages.filter(({ kind }) => kind === 'verify').map(({ id }) => id);
  return [
    ...stages.filter(({ kind }) => kind !== 'bind'),
    ...stages
      .filter(({ kind }) => kind === 'bind')
      .map((stage) => ({ ...stage, after: [...new Set([...stage.after, ...proofs])] })),
  ];
}

/** Files of certificate authorities that OpenSSL, Go's crypto/x509 and pip look for. */
const AUTHORITIES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
  '/usr/local/share/certs/ca-root-nss.crt',
];

const hasAuthorities = ({ probe }: Ask): boolean =>
  probe.self.os === 'darwin' ||
  [probe.env.SSL_CERT_FILE, ...AUTHORITIES].some((path) => path?.startsWith('/') && probe.stat(path).ok);

const PATIENCE_MS = 20_000;

/** Of the languages' capabilities, those that are here. Python is run to be asked: only it knows where its headers are. */
export async function presentForBindings(
  ask: Ask,
  decided: readonly Decided[],
): Promise<ReadonlySet<Capability>> {
  const present = new Set<Capability>();
  if (ask.of(goSettings).program !== null) present.add('go');
  if (hasAuthorities(ask)) present.add('ca-certificates');
  const python = decided.find(({ binding }) => binding.language === 'python')?.planned;
  if (python === undefined) return present;
  const system = await ask.of(toolchain).tool('python3');
  const own = `${python.place}/bin/python`;
  if (!python.made || (system.path !== null && system.problem === null)) present.add('python3');
  const program = python.made ? system.path : own;
  if (program === null) return present;
  const says = async (script: string): Promise<boolean> => {
    const answer = await ask.probe.run([program, '-I', '-c', script], {
      cwd: '/',
      env: plainEnvironment(ask.probe),
      timeoutMs: PATIENCE_MS,
    });
    return answer.code === 0;
  };
  const header =
    "import os,sysconfig,sys\nsys.exit(not os.path.exists(sysconfig.get_path('include')+'/Python.h'))";
  const [venv, headers] = await Promise.all([says('import venv,ensurepip'), says(header)]);
  if (venv) present.add('python3-venv');
  if (headers) present.add('python3-headers');
  return present;
}
