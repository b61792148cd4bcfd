import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { aptCache } from './archives.ts';
import { CACHE } from './cache.ts';
import { BUILD_TOOLS, layersOf, type MachineKind } from './layers.ts';
import { type Bind, Machine, type MachineOptions, type Ran, type RunOptions } from './machine.ts';
import { packedTool, TOOL, toolBind } from './tool.ts';

/** Digest of all that decides what the tool builds, so that a cache of an older tool is never met. */
export function toolDigest(): string {
  const hash = createHash('sha256');
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else hash.update(entry.name).update(readFileSync(path));
    }
  };
  visit(packedTool());
  return hash.digest('hex').slice(0, 12);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * One cache of sources and products for tests whose subject is not the build, for this build of the tool only. Those of
 * others go when no run can be using them any more.
 */
export function sharedCache(): Bind {
  const all = join(CACHE, 'tool-cache');
  const name = toolDigest();
  // Root and ordinary users of all machines share it, whoever comes first.
  for (const folder of [join(all, name), join(all, name, 'czmq-setup')]) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o777);
  }
  for (const other of readdirSync(all)) {
    const path = join(all, other);
    if (Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path, { recursive: true, force: true });
  }
  return { from: join(all, name), to: '/var/cache/tool', writable: true };
}

/** Environment that makes the tool use the shared cache, and compilers quick where the code they make is no matter. */
export const CACHED = { XDG_CACHE_HOME: '/var/cache/tool', CFLAGS: '-O0', CXXFLAGS: '-O0' } as const;

export interface StackMachine extends MachineKind, Omit<MachineOptions, 'layers'> {}

/** A machine of a kind, with the packed tool in /opt/czmq-setup. */
export async function machineWith({ binds = [], ...kind }: StackMachine = {}): Promise<Machine> {
  const layers = await layersOf(kind);
  return Machine.start({
    ...kind,
    layers,
    binds: [aptCache(kind.suite ?? 'bookworm'), toolBind(), ...binds],
  });
}

/** A machine that has the build tools and the shared cache: for what happens around a build. */
export const preparedMachine = (more: Omit<StackMachine, 'packages'> = {}): Promise<Machine> =>
  machineWith({ packages: BUILD_TOOLS, ...more, binds: [sharedCache(), ...(more.binds ?? [])] });

/** Runs the tool in a machine. */
export const tool = (machine: Machine, args: readonly string[], options: RunOptions = {}): Promise<Ran> =>
  machine.run([...TOOL, ...args], options);

/** Runs the tool with the shared cache. */
export const cachedTool = (
  machine: Machine,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ran> => tool(machine, args, { ...options, env: { ...CACHED, ...options.env } });

/** A program of a user's, compiled as his Makefile would and run: the proof that does not come from the tool. */
export const USER_PROGRAM = `#include <czmq.h>
int main(void) {
  zsock_t *push = zsock_new_push("inproc://user"), *pull = zsock_new_pull("inproc://user");
  zstr_send(push, "it works");
  char *words = zstr_recv(pull);
  puts(words);
  zstr_free(&words);
  zsock_destroy(&push);
  zsock_destroy(&pull);
  return 0;
}
`;

/** Compiles and runs USER_PROGRAM through pkg-config. */
export async function userProgram(machine: Machine, options: RunOptions = {}): Promise<Ran> {
  machine.write('/tmp/user.c', USER_PROGRAM);
  return machine.sh(
    'cc -o /tmp/user /tmp/user.c $(pkg-config --cflags --libs libczmq) && /tmp/user',
    options,
  );
}
