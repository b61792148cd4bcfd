import type { Host } from '../host/host.ts';
import { type Built, type CProgram, compile, compileWith, type Workshop } from './compile.ts';
import { neededFor } from './environment.ts';

/** `libczmq` as the linker takes it. */
const linkName = (module: string): string => `-l${module.replace(/^lib/, '')}`;

/**
 * The options that a user types who does without pkg-config: where headers and libraries lie, and the folder written
 * into the program (runpath), so that it runs as it stands. Only names where there is no prefix.
 */
export function handFlags(host: Host, prefix: string | null, modules: readonly string[]): readonly string[] {
  const { libraryPath } = neededFor(host, prefix, modules[0] ?? '');
  const places =
    libraryPath === null ? [] : [`-I${prefix}/include`, `-L${libraryPath}`, `-Wl,-rpath,${libraryPath}`];
  return [...places, ...modules.map(linkName)];
}

/** Compiles a program through pkg-config, or where that does not serve by options typed by hand. */
export async function compileSomehow(
  host: Host,
  program: CProgram,
  workshop: Workshop,
  from: { readonly prefix: string | null; readonly staticOnly: boolean },
): Promise<Built> {
  const built = await compile(host, program, workshop, from.staticOnly);
  if (built.program !== null || from.staticOnly || workshop.signal?.aborted) return built;
  const byHand = await compileWith(host, program, handFlags(host, from.prefix, program.modules), workshop);
  return byHand.program === null ? built : { program: byHand.program, log: built.log + byHand.log };
}
