import { plainPath, renderFragments, wordsOfFragments } from '../formats/pc/fragments.ts';
import type { PcModule } from '../formats/pc/module.ts';
import { parseRequires } from '../formats/pc/requires.ts';
import type { Ask, Fact } from './ask.ts';
import { type Unmet, type Walk, walk } from './pkgconfig/graph.ts';
import { type PcFile, type PcSearch, pcSearch } from './pkgconfig/search.ts';

/** One answer of pkg-config: the flags, or what keeps it from answering. */
export interface PcAnswer {
  readonly ok: boolean;
  /** An argument vector. */
  readonly words: readonly string[];
  /** As pkgconf prints it. */
  readonly text: string;
  /** All modules that take part, the asked ones first. */
  readonly modules: readonly PcModule[];
  /** With why `--exists`, `--cflags` or `--libs` fails. */
  readonly unmet: readonly Unmet[];
}

/** All that pkg-config would say of a module, without running it. */
export interface PcReport {
  readonly module: string;
  /** The one that wins; null where none is usable. */
  readonly found: PcModule | null;
  /** Files of that name in the search's folders, the winner and those that it hides or that are unusable. */
  readonly files: readonly PcFile[];
  readonly cflags: PcAnswer;
  readonly libs: PcAnswer;
  readonly staticLibs: PcAnswer;
}

type Env = Readonly<Record<string, string | undefined>>;

const PLAIN: Walk = { want: 'libs', searchPrivate: false, mergePrivate: false };

/** The search over the user's own environment, made once. */
export const pkgConfigSearch: Fact<PcSearch> = { id: 'pkg-config', read: (ask) => pcSearch(ask) };

const searchOf = (ask: Ask, env: Env | undefined): PcSearch =>
  env === undefined ? ask.of(pkgConfigSearch) : pcSearch(ask, env);

function answer(search: PcSearch, module: string, how: Walk, env: Env): PcAnswer {
  const names = parseRequires(module);
  // The graph is first walked without private requirements (`--exists`); what fails there fails every question.
  const first = walk(search, names, how.mergePrivate ? how : PLAIN);
  const second = first.unmet.length > 0 ? first : walk(search, names, how);
  const allowed =
    how.want === 'cflags' ? env.PKG_CONFIG_ALLOW_SYSTEM_CFLAGS : env.PKG_CONFIG_ALLOW_SYSTEM_LIBS;
  const system = how.want === 'cflags' ? search.systemIncludes : search.systemLibraries;
  const type = how.want === 'cflags' ? 'I' : 'L';
  const kept = second.fragments.filter(
    (fragment) =>
      fragment.type !== type || allowed !== undefined || !system.includes(plainPath(fragment.data)),
  );
  const ok = second.unmet.length === 0;
  return {
    ok,
    words: ok ? wordsOfFragments(kept) : [],
    text: ok ? renderFragments(kept) : '',
    modules: second.modules,
    unmet: second.unmet,
  };
}

/**
 * What `pkg-config --cflags`, `--libs` and `--static --libs` answer for a module (`libzmq`, or with a test:
 * `libzmq >= 4.3`), and what they lack. `env`: as if started with another environment.
 */
export function pkgConfigReport(ask: Ask, module: string, env?: Env): PcReport {
  const search = searchOf(ask, env);
  const around = env ?? ask.probe.env;
  const name = parseRequires(module)[0]?.module ?? module;
  return {
    module: name,
    found: search.find(name),
    files: search.filesOf(name),
    cflags: answer(search, module, { want: 'cflags', searchPrivate: true, mergePrivate: false }, around),
    libs: answer(search, module, PLAIN, around),
    staticLibs: answer(search, module, { want: 'libs', searchPrivate: true, mergePrivate: true }, around),
  };
}
