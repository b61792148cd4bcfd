import type { PackageManager } from '../core/package-manager.ts';
import { PACKAGE_MANAGERS } from '../generated/packages.ts';
import type { Probe } from '../host/host.ts';
import type { Ask, Fact } from './ask.ts';
import { plainEnvironment } from './environment.ts';
import { platform } from './platform.ts';
import { programs } from './programs.ts';

/** This machine's package manager, with the questions that it answers without root. */
export interface SystemPackages {
  readonly manager: PackageManager;
  /** Its program; may lie beside PATH (/opt/homebrew/bin). */
  readonly path: string;
  /** Names among `packages` that are installed, with their version; null where the manager could not be asked. */
  installed(packages: readonly string[]): Promise<ReadonlyMap<string, string> | null>;
  /** Names among `packages` that the repositories offer; null where that cannot be told before installing. */
  offered(packages: readonly string[]): Promise<ReadonlySet<string> | null>;
  /** The package that a file belongs to, by its path without links; null where it is nobody's, or cannot be told. */
  owner(path: string): Promise<PackageOwner | null>;
  /** Whether the lists are missing or older than the manager allows. */
  listsStale(): boolean;
}

export interface PackageOwner {
  readonly manager: PackageManager['id'];
  readonly name: string;
  readonly version: string | null;
}

/** Homebrew's own layout: `PREFIX/Cellar/NAME/VERSION/...`. */
const CELLAR = /\/Cellar\/([^/]+)\/([^/]+)\//;

/** The first manager whose own distribution this is, else the first that is there at all. */
function choose(ask: Ask): { manager: PackageManager; path: string } | null {
  const { os, distro, like } = ask.of(platform);
  const words = [distro, ...like];
  const present = PACKAGE_MANAGERS.filter(({ platforms }) => platforms.includes(os)).flatMap((manager) => {
    const path = ask.of(programs).anywhere(manager.program);
    return path === null ? [] : [{ manager, path }];
  });
  return (
    present.find(({ manager }) => words.some((word) => word !== null && belongs(manager, word))) ??
    present[0] ??
    null
  );
}

/** openSUSE calls itself `opensuse-leap` and `opensuse-tumbleweed`. */
const belongs = ({ distributions }: PackageManager, word: string): boolean =>
  distributions.some((name) => word === name || word.startsWith(`${name}-`));

/** Milliseconds since the epoch of the newest list or of its folder's last change; null where there is no list. */
function listsFrom(probe: Probe, folders: readonly string[]): number | null {
  let newest: number | null = null;
  for (const folder of folders) {
    const names = probe.readdir(folder);
    if (!names.ok) continue;
    // apt keeps a lock and work folders there, also when all lists were deleted to make an image small.
    const lists = names.value.filter((name) => {
      const stat = probe.stat(`${folder}/${name}`);
      return stat.ok && stat.value.kind === 'file' && stat.value.size > 0;
    });
    if (lists.length === 0) continue;
    // A list's own time is the mirror's; the folders change when we fetch.
    for (const path of [folder, `${folder}/partial`]) {
      const stat = probe.stat(path);
      if (stat.ok) newest = Math.max(newest ?? 0, stat.value.mtimeMs);
    }
  }
  return newest;
}

const PATIENCE_MS = 120_000;

/** Null where no known package manager is here. */
export const systemPackages: Fact<SystemPackages | null> = {
  id: 'package-manager',
  read(ask) {
    const { probe } = ask;
    const found = choose(ask);
    if (found === null) return null;
    const { manager, path } = found;
    const query = (argv: readonly string[]) => {
      const [program = '', ...rest] = argv;
      const file = program === manager.program ? path : (ask.of(programs).anywhere(program) ?? program);
      const env = plainEnvironment(probe, manager.env);
      return probe.run([file, ...rest], { env, timeoutMs: PATIENCE_MS, maxBytes: 32 * 2 ** 20 });
    };
    /** apt answers for all packages at once, whichever are meant: the same question is asked once. */
    const answers = new Map<string, ReturnType<typeof query>>();
    const once = (argv: readonly string[]): ReturnType<typeof query> => {
      const key = argv.join('\0');
      const answer = answers.get(key) ?? query(argv);
      answers.set(key, answer);
      return answer;
    };
    return {
      manager,
      path,
      installed: async (packages) => {
        if (packages.length === 0) return new Map();
        const answer = await query(manager.queryArgv(packages));
        return answer.code === null ? null : manager.parseInstalled(answer, packages);
      },
      owner: async (path) => {
        const [, formula, poured] = CELLAR.exec(path) ?? [];
        if (formula !== undefined) return { manager: 'brew', name: formula, version: poured ?? null };
        if (manager.owner === undefined) return null;
        const found = manager.owner.parse(await once(manager.owner.argv(path)));
        if (found === null) return null;
        const version =
          found.version ??
          manager.parseInstalled(await once(manager.queryArgv([found.name])), [found.name]).get(found.name) ??
          null;
        return { manager: manager.id, name: found.name, version };
      },
      offered: async (packages) => {
        if (manager.offers === undefined) return null;
        if (packages.length === 0) return new Set();
        const answer = await query(manager.offers.argv(packages));
        return answer.code === null ? null : manager.offers.parse(answer, packages);
      },
      listsStale: () => {
        if (manager.listFolders.length === 0) return false;
        const from = listsFrom(probe, manager.listFolders);
        return (
          from === null || (manager.listsExpireMs !== null && probe.now() - from > manager.listsExpireMs)
        );
      },
    };
  },
};
