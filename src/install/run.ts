import { Guard } from '../bindings/guard.ts';
import type { BindingProof } from '../bindings/proof.ts';
import { text } from '../core/text.ts';
import { explainBytes } from '../explain/explain.ts';
import { obtainSource } from '../origins/obtain.ts';
import { buildEnvironment } from './build-env.ts';
import type { Circumstances } from './circumstances.ts';
import { type Transactions, transactionsOf } from './elevate.ts';
import type { EngineParts } from './engine.ts';
import { compilerWords, productFacts } from './facts-of-product.ts';
import type { ProductOrigin } from './manifest.ts';
import type { Prepared } from './preparation.ts';
import { productCard, restoreProduct, storeProduct } from './products.ts';
import { type Proved, proveInstalled, proveInstalledBinding } from './proof.ts';
import type { RunFolders } from './run-folders.ts';
import { inFolder } from './step.ts';
import type { NotTaken } from './store/second.ts';
import type { Summary } from './transaction/transaction.ts';

/** A product was not what it should be, or is not to be had: it is gone, and the plan must be made again without it. */
export class DamagedProduct extends Error {
  constructor(
    readonly library: string,
    /** What a second store gave instead; null where the cache's own was damaged. */
    readonly notTaken: NotTaken | null,
  ) {
    super(library);
  }
}

/** One run: what was learnt on the way, and how to get back. */
export class Run {
  readonly origins = new Map<string, ProductOrigin>();
  readonly #down = new Set<string>();
  readonly #forward: Transactions;
  /** The way back is not cut short by the interrupt that asks for it. */
  readonly #back: Transactions;
  readonly #call;
  summary: Summary | null = null;
  proof: Proved | null = null;
  readonly bindingProofs: BindingProof[] = [];
  readonly #guard: Guard;

  constructor(
    private readonly prepared: Prepared,
    private readonly at: Circumstances,
    private readonly folders: RunFolders,
  ) {
    const { plan, elevation } = prepared;
    const { host, emit, signal } = at;
    const elevated = plan.stages.some(({ kind, root }) => kind === 'commit' && root);
    const root = elevated ? elevation : null;
    this.#back = transactionsOf(host, root);
    this.#forward = transactionsOf(host, root, {
      signal,
      onWait: ({ command, pid }) =>
        emit({
          type: 'note',
          level: 'info',
          text: text(
            `Waiting for another run to end: ${command} (process ${pid})`,
            `等待另一个运行结束：${command}（进程 ${pid}）`,
          ),
        }),
    });
    this.#call = { prefix: plan.prefix, holder: at.holder };
    this.#guard = new Guard(host, `${folders.work}/guarded`);
  }

  parts(): EngineParts {
    const { host, emit, signal } = this.at;
    return {
      host,
      emit,
      signal,
      work: this.folders.work,
      logs: this.folders.logs,
      asRoot: (argv, env) => this.#asRoot(argv, env),
      perform: (step, saying) => this.#perform(step, saying),
      explain: (log, where) =>
        explainBytes(log, { where, manager: this.prepared.machine.manager?.is ?? null }),
    };
  }

  /** sudo drops the environment (env_reset), so that env(1) sets again what the command needs. */
  #asRoot(argv: readonly string[], env: Readonly<Record<string, string>>): readonly string[] {
    const { elevation } = this.prepared;
    if (elevation === null) return argv;
    const set = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    return [...elevation.argv, '--', ...(set.length > 0 ? ['env', ...set] : []), ...argv];
  }

  async #perform(...[step, saying]: Parameters<EngineParts['perform']>): Promise<void> {
    const { host, paths } = this.at;
    switch (step.act) {
      case 'obtain':
        return this.#obtain(step.library, inFolder(step.into, this.folders.work), saying);
      case 'restore': {
        const { library, key } = step;
        const into = inFolder(step.into, this.folders.work);
        host.mkdir(into.slice(0, into.lastIndexOf('/')));
        const { plan, stores } = this.prepared;
        if (productCard(host, paths.products, key) === null) {
          const notTaken = await stores.take(key, saying.signal);
          if (notTaken !== null) throw new DamagedProduct(library, notTaken);
        }
        const planned = plan.libraries.find(({ name }) => name === library);
        const expected = { name: library, version: planned?.version ?? '', prefix: plan.prefix };
        const card = await restoreProduct(host, paths.products, key, expected, into, saying.signal);
        if (card === null) throw new DamagedProduct(library, null);
        this.origins.set(library, card.origin);
        return;
      }
      case 'commit':
        return this.#commit(step.loaderConf);
      case 'prove':
        this.proof = await proveInstalled(host, this.prepared, saying.log);
        return;
      case 'guard':
        for (const path of step.paths) this.#guard.keep(path);
        return;
      case 'prove-binding': {
        const known = this.bindingProofs.at(-1)?.needed ?? this.proof?.needed;
        const work = this.folders.work;
        this.bindingProofs.push(
          await proveInstalledBinding(host, this.prepared, step.binding, { work, known, saying }),
        );
        return;
      }
    }
  }

  async #obtain(name: string, intoDir: string, saying: Parameters<EngineParts['perform']>[1]): Promise<void> {
    const { host, emit, paths } = this.at;
    const { request, selected, sources } = this.prepared;
    const library = selected.find(({ recipe }) => recipe.name === name);
    if (library === undefined) throw new Error(`no library ${name} in the plan`);
    host.mkdir(intoDir.slice(0, intoDir.lastIndexOf('/')));
    const { origin } = await obtainSource(host, emit, {
      recipe: library.recipe,
      version: library.version,
      from: sources.get(name) ?? { kind: 'auto' },
      mirrors: request.mirror,
      offline: request.offline,
      stage: `${name}:fetch`,
      intoDir,
      signal: saying.signal,
      cacheDir: paths.sources,
      down: this.#down,
    });
    this.origins.set(name, { ...origin, kind: origin.kind === 'folder' ? 'local' : origin.kind });
    saying.log(
      `# ${origin.where}${origin.sha256 ? ` sha256 ${origin.sha256}` : ''}${origin.commit ? ` commit ${origin.commit}` : ''}`,
    );
    saying.remark(text(origin.where, origin.where));
  }

  async #commit(loaderConf: string | null): Promise<void> {
    const { plan, machine } = this.prepared;
    const changed = plan.libraries.filter(({ action }) => action !== 'keep');
    const unknown: ProductOrigin = { kind: 'local', where: '', pinned: false };
    this.summary = await this.#forward.commit({
      ...this.#call,
      products: changed.map((library) => ({
        ...productFacts(library, this.origins.get(library.name) ?? unknown, compilerWords(machine), {
          insteadOf: this.prepared.insteadOf.get(library.name),
          leftOut: this.prepared.leftOut.get(library.name) ?? [],
        }),
        stagedRoot: inFolder(library.stageRoot, this.folders.work),
      })),
      loaderConf: loaderConf === null ? null : { path: loaderConf, text: `${plan.libdir}\n` },
      toolVersion: this.at.toolVersion,
    });
  }

  async finish(): Promise<void> {
    if (this.summary !== null) await this.#back.finish(this.#call);
  }

  /** Back to what was there before, if the prefix was changed; the loader's cache too, where it had been refreshed. */
  async undo(): Promise<boolean> {
    this.#guard.putBack();
    if (this.summary === null) return false;
    await this.#back.undo(this.#call);
    const { host } = this.at;
    const refresh = this.prepared.plan.stages.find(({ kind }) => kind === 'ldconfig')?.steps[0];
    if (refresh?.act === 'run')
      await host.run(this.#asRoot(refresh.argv, {}), {
        cwd: '/',
        env: buildEnvironment(host.env, {}),
        session: 'ours',
      });
    return true;
  }

  /** What was built and proved need not be built again. */
  async keepProducts(): Promise<void> {
    const { plan, machine, request } = this.prepared;
    if (!request.cache) return;
    for (const library of plan.libraries) {
      const origin = this.origins.get(library.name);
      if (library.action !== 'build' || library.key === null || origin === undefined) continue;
      await storeProduct(
        this.at.host,
        this.at.paths.products,
        library.key,
        inFolder(library.stageRoot, this.folders.work),
        {
          name: library.name,
          version: library.version,
          prefix: plan.prefix,
          origin,
          compiler: compilerWords(machine),
        },
      );
    }
  }
}
