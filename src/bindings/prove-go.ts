import { join } from 'node:path';
import type { Host } from '../host/host.ts';
import { said } from '../verify/compile.ts';
import { readAnswer } from '../verify/program.ts';
import type { ReadLog } from '../verify/prove.ts';
import type { GoBinding } from './binding.ts';
import { goProofProgram } from './go-proof-program.ts';
import { type BindingProof, type BindingRequest, NO_ANSWER, proveBinding } from './proof.ts';

/** The first build compiles the C library's Go side, and Go's own runtime for cgo. */
const BUILD_MS = 15 * 60_000;
const RUN_MS = 60_000;

/**
 * Proves goczmq: builds a program of a module of its own with cgo and runs it; the example too, where there is one.
 * `sums`: a go.sum that has the binding's line. `example`: its folder; null where the user has a module of his own.
 */
export async function proveGo(
  host: Host,
  binding: GoBinding,
  request: BindingRequest & { readonly go: string; readonly sums: string; readonly example: string | null },
  readLog: ReadLog,
): Promise<BindingProof> {
  const { folder, go, example, binding: planned, signal } = request;
  const { module } = binding.versions[planned.version]!;
  host.mkdir(folder);
  host.writeFile(join(folder, 'go.mod'), `module proof\n\ngo 1.16\n\nrequire ${module} ${planned.version}\n`);
  host.copyFile(request.sums, join(folder, 'go.sum'));
  host.writeFile(join(folder, 'main.go'), goProofProgram(module));
  const program = join(folder, 'proof');
  return proveBinding(
    host,
    request,
    ['libczmq', 'libzmq'],
    async (env) => {
      const settings = { ...env, GOWORK: 'off' };
      const run = (argv: readonly string[], cwd: string, timeoutMs: number) =>
        host.run(argv, { cwd, env: settings, timeoutMs, ...(signal && { signal }) });
      const build = async (into: string, to: string) => {
        const argv = [go, 'build', '-mod=mod', '-o', to, '.'];
        const ran = await run(argv, into, BUILD_MS);
        return { ok: ran.code === 0, log: said(argv, ran) };
      };
      const execute = async (file: string) => {
        const ran = await run([file], folder, RUN_MS);
        return { ...ran, log: said([file], ran) };
      };
      const stop = (stopped: 'build' | 'run', log: string) => ({
        ...{ log, stopped, answer: NO_ANSWER, printed: null, binary: program },
      });
      const built = await build(folder, program);
      if (!built.ok) return stop('build', built.log);
      const ran = await execute(program);
      const log = built.log + ran.log;
      if (ran.code !== 0) return stop('run', log);
      const answer = readAnswer(ran.stdout);
      if (example === null) return { log, stopped: null, answer, printed: null, binary: program };
      const its = join(folder, 'example');
      const made = await build(example, its);
      if (!made.ok) return stop('build', log + made.log);
      const ended = await execute(its);
      const whole = log + made.log + ended.log;
      if (ended.code !== 0) return stop('run', whole);
      return { log: whole, stopped: null, answer, printed: ended.stdout, binary: program };
    },
    readLog,
  );
}
