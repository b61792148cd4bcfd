import { bindingOf } from '../bindings/catalogue.ts';
import { chooseBindings } from '../bindings/choose-removal.ts';
import { type BindingRecord, forgetBindings, readRecords } from '../bindings/record.ts';
import { type Removed, removeBinding } from '../bindings/remove.ts';
import { EXIT } from '../core/exit.ts';
import type { Result } from '../core/result.ts';
import { type Text, text } from '../core/text.ts';
import { type Ask, askOf } from '../facts/ask.ts';
import type { Context } from '../host/context.ts';
import { pathsOf } from '../host/paths.ts';
import { askPassword, transactionsOf } from '../install/elevate.ts';
import { placeOf } from '../install/files.ts';
import { leftFinding } from '../install/left-finding.ts';
import { loaderRefresh, refreshLoader } from '../install/loader-refresh.ts';
import { readManifest } from '../install/manifest.ts';
import { lockPrefix, noteWaiting } from '../install/prefix-lock.ts';
import { chooseRemoval, dependentsText, type Removal, refuseDependents } from '../install/removal.ts';
import { rightsOn } from '../install/rights.ts';
import { pending, type Settled, type Summary } from '../install/transaction/transaction.ts';
import { loadRecipes } from '../recipes/load.ts';
import type { UninstallOptions } from './options.ts';

interface NameAndVersion {
  readonly name: string;
  readonly version: string;
}

/** The command's own fields of its document. Paths are absolute. */
export interface UninstallData {
  readonly prefix: string;
  readonly removed: readonly NameAndVersion[];
  /** Bindings taken out of Go modules and virtual environments. */
  readonly bindings: readonly (NameAndVersion & { readonly place: string; readonly outcome: Removed })[];
  /** What this tool still has installed there. */
  readonly remaining: readonly NameAndVersion[];
  /** Named targets for which there was nothing to do. */
  readonly notInstalled: readonly string[];
  readonly filesRemoved: number;
  /** Files of others that had been in the way and are back. */
  readonly restored: readonly string[];
  /** Files of ours that others changed since, and that are therefore still there. */
  readonly left: readonly string[];
  /** How an interrupted run was ended first; null where there was none. */
  readonly recovered: 'undone' | 'finished' | null;
  /** Whether the loader's cache knows of it: `denied` where that needs root. */
  readonly loaderCache: 'done' | 'denied' | 'failed';
  /** The person at the terminal said no. */
  readonly declined: boolean;
}

/** Another run may be building. */
const WAIT_MS = 10 * 60_000;

/** Bindings that stay need their library as an installed library does. */
const withBindings = (removal: Removal, staying: readonly BindingRecord[]): Removal => ({
  ...removal,
  dependents: [
    ...removal.dependents,
    ...staying
      .filter(({ library }) => removal.products.some(({ name }) => name === library))
      .map(({ name, library }) => ({ product: name, needs: library })),
  ],
});

const named = ({ name, version }: NameAndVersion): NameAndVersion => ({ name, version });

function question(
  { products, dependents }: Removal,
  bindings: readonly BindingRecord[],
  prefix: string,
): Text {
  const list = [
    ...products.map(({ name, version }) => `${name} ${version}`),
    ...bindings.map(({ name, place }) => `${name} (${place})`),
  ].join(', ');
  const but = dependents.length === 0 ? null : dependentsText({ products, dependents, notInstalled: [] });
  return text(
    `${but === null ? '' : `${but.en}. `}Remove ${list} from ${prefix}?`,
    `${but === null ? '' : `${but['zh-CN']}。`}从 ${prefix} 卸载 ${list}？`,
  );
}

async function aliasesOf({ host, packageRoot }: Context): Promise<ReadonlyMap<string, string>> {
  const recipes = await loadRecipes(host, packageRoot);
  return new Map(
    [...recipes.values()].flatMap(({ name, aliases = [] }) =>
      [name, ...aliases].map((alias): [string, string] => [alias, name]),
    ),
  );
}

/** Removes what this tool installed, and only that. Idempotent. */
export async function run(
  context: Context,
  options: UninstallOptions,
): Promise<Result<'uninstall', UninstallData>> {
  const { host, emit, signal } = context;
  const { prefix } = options;
  const paths = pathsOf(host.env, host.self);
  const records = readRecords(host, paths);
  const bindings = chooseBindings(host, options.targets, records, options);
  const words = options.targets.filter((word) => bindingOf(word) === null);
  const onlyBindings = options.targets.length > 0 && words.length === 0;
  const aliases = words.length === 0 ? new Map<string, string>() : await aliasesOf(context);
  const staying = records.filter((record) => record.prefix === prefix && !bindings.records.includes(record));
  const choose = (): Removal =>
    onlyBindings
      ? { products: [], notInstalled: [], dependents: [] }
      : withBindings(chooseRemoval(readManifest(host, prefix), words, aliases), staying);
  const chosen = choose();
  const first = { ...chosen, notInstalled: [...chosen.notInstalled, ...bindings.notInstalled] };
  const takeOut = async (): Promise<UninstallData['bindings']> => {
    const out: UninstallData['bindings'][number][] = [];
    for (const record of bindings.records) {
      const { name, version, place } = record;
      out.push({ name, version, place, outcome: await removeBinding(host, record) });
    }
    forgetBindings(
      host,
      paths,
      out.filter(({ outcome }) => outcome !== 'left'),
    );
    return out;
  };
  if (first.products.length === 0 && (onlyBindings || pending(host, prefix) === null)) {
    if (context.ask !== null && bindings.records.length > 0) {
      const yes = await context.ask.confirm(question(first, bindings.records, prefix), true);
      if (!yes) return answer(host, prefix, first, [], null, null, 'done', true);
    }
    return answer(host, prefix, first, await takeOut(), null, null, 'done');
  }

  const ask: Ask = askOf(host);
  const elevation = await rightsOn(ask, prefix, options.sudo);
  const refuses = (removal: Removal): boolean =>
    removal.dependents.length > 0 && !options.force && context.ask === null;
  if (refuses(first)) throw refuseDependents(first);
  if (context.ask !== null && first.products.length > 0) {
    const yes = await context.ask.confirm(
      question(first, bindings.records, prefix),
      first.dependents.length === 0,
    );
    if (!yes) return answer(host, prefix, { ...first, products: [] }, [], null, null, 'done', true);
  }
  if (elevation !== null) await askPassword(host, elevation);

  const lock = await lockPrefix(host, paths.locks, prefix, {
    command: 'czmq-setup uninstall',
    waitMs: WAIT_MS,
    emit,
    signal,
  });
  try {
    signal.throwIfAborted();
    const refresh = loaderRefresh(ask, prefix);
    const transactions = transactionsOf(host, elevation, { onWait: noteWaiting(emit, prefix), signal });
    const call = { prefix, holder: lock.holder };
    const recovered = await transactions.recover(call);
    // What had been there before an interrupted install is back now.
    const removal = choose();
    if (refuses(removal)) throw refuseDependents(removal);
    const out = await takeOut();
    const summary =
      removal.products.length === 0
        ? null
        : await transactions.uninstall({ ...call, products: removal.products.map(({ name }) => name) });
    const changed = summary !== null || recovered.outcome !== 'none';
    const loader = changed ? await refreshLoader(host, ask, refresh, elevation) : 'done';
    return answer(
      host,
      prefix,
      { ...removal, notInstalled: first.notInstalled },
      out,
      recovered,
      summary,
      loader,
    );
  } finally {
    lock.release();
  }
}

function answer(
  host: Context['host'],
  prefix: string,
  removal: Removal,
  bindings: UninstallData['bindings'],
  recovered: Settled | null,
  summary: Summary | null,
  loaderCache: UninstallData['loaderCache'],
  declined = false,
): Result<'uninstall', UninstallData> {
  const places = (paths: readonly string[]): string[] => paths.map((path) => placeOf(prefix, path));
  const left = places([...(recovered?.left ?? []), ...(summary?.left ?? [])]);
  return {
    command: 'uninstall',
    exitCode: EXIT.done,
    findings: leftFinding(prefix, left),
    data: {
      prefix,
      removed: removal.products.map(named),
      bindings,
      remaining: (readManifest(host, prefix)?.products ?? []).map(named),
      notInstalled: removal.notInstalled,
      filesRemoved: summary?.removed.length ?? 0,
      restored: places(summary?.restored ?? []),
      left,
      recovered: recovered === null || recovered.outcome === 'none' ? null : recovered.outcome,
      loaderCache,
      declined,
    },
  };
}
