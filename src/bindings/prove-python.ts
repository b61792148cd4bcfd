import { join } from 'node:path';
import type { Host } from '../host/host.ts';
import { said } from '../verify/compile.ts';
import { readAnswer } from '../verify/program.ts';
import type { ReadLog } from '../verify/prove.ts';
import { type BindingProof, type BindingRequest, NO_ANSWER, proveBinding } from './proof.ts';
import { pythonProofProgram } from './python-proof-program.ts';

const RUN_MS = 60_000;

/** Proves pyzmq: runs a program with the package of `packages`, or with the environment's own where that is null. */
export function provePython(
  host: Host,
  request: BindingRequest & { readonly python: string; readonly packages: string | null },
  readLog: ReadLog,
): Promise<BindingProof> {
  const { folder, python, packages, signal } = request;
  host.mkdir(folder);
  const script = join(folder, 'proof.py');
  // Where no /proc tells what a process loaded, the compiled module's own needs are asked.
  const modules = packages === null ? null : join(packages, 'zmq/backend/cython');
  const names = modules === null ? null : host.readdir(modules);
  const module = (names?.ok ? names.value : []).find((name) => name.endsWith('.so'));
  const binary = modules === null || module === undefined ? python : join(modules, module);
  host.writeFile(script, pythonProofProgram);
  return proveBinding(
    host,
    request,
    ['libzmq'],
    async (env) => {
      const { PYTHONPATH: _, PYTHONHOME: __, ...plain } = env;
      // Isolated but for the one folder: whatever lies in the current one is not imported.
      const argv = [python, ...(packages === null ? ['-I'] : ['-s']), script];
      const ran = await host.run(argv, {
        cwd: folder,
        env: { ...plain, ...(packages !== null && { PYTHONPATH: packages }) },
        timeoutMs: RUN_MS,
        ...(signal && { signal }),
      });
      const log = said(argv, ran);
      if (ran.code !== 0) return { log, stopped: 'run', answer: NO_ANSWER, printed: null, binary };
      return { log, stopped: null, answer: readAnswer(ran.stdout), printed: null, binary };
    },
    readLog,
  );
}
