import type { Ask, Fact } from '../ask.ts';
import { folderOf } from './expand.ts';
import { glibcSearch } from './glibc.ts';
import { muslSearch } from './musl.ts';
import { type ElfObject, elfObjects } from './object.ts';
import type { Reason } from './search.ts';
import { loaderSystem } from './system.ts';

/** The file that the loader gives for a soname; null path where it finds none. */
export interface Taken {
  readonly path: string | null;
  readonly reason: Reason;
}

/** Programs of the system itself, which name no search path of their own. */
const PLAIN_PROGRAMS = ['/bin/sh', '/usr/bin/env', '/bin/ls'];

function plainProgram(ask: Ask): ElfObject | null {
  const [node] = ask.probe.self.command;
  for (const path of [...PLAIN_PROGRAMS, ...(node === undefined ? [] : [node])]) {
    const opened = ask.of(elfObjects)(path);
    if (opened.ok && opened.object.elf.interpreter !== null) return opened.object;
  }
  return null;
}

/**
 * What a program that is linked with `-lNAME` and nothing more gets in this user's environment: the copy that wins.
 * Null where that is not to be told: no ELF programs (macOS, whose libraries are named by their whole path).
 */
export const loaderTakes: Fact<(soname: string) => Taken | null> = {
  id: 'loader-takes',
  read(ask) {
    const program = plainProgram(ask);
    if (program === null) return () => null;
    const { env, self } = ask.probe;
    const system = loaderSystem(ask, program.elf);
    const start = { env, cwd: self.cwd, secure: false };
    const search = (system.kind === 'musl' ? muslSearch : glibcSearch)(ask, system, program, start);
    const by = { object: program, by: null, origin: folderOf(program.path), names: new Set<string>() };
    return (soname) => {
      const { object, reason } = search.find(soname, by, false);
      return { path: object?.path ?? null, reason };
    };
  },
};
