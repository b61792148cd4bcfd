import { elfArchitecture } from '../formats/elf/machines.ts';
import { readNotes } from '../formats/elf/notes.ts';
import { type FileFormat, identify } from '../formats/identify.ts';
import type { Damage } from '../formats/parsed.ts';
import type { FileFault } from '../host/host.ts';
import type { Ask, Fact } from './ask.ts';
import { type BinaryKind, kindOf } from './binary-kind.ts';
import { resolveMachO } from './loader/dyld.ts';
import { absolute } from './loader/expand.ts';
import {
  type Circumstances,
  type Edge,
  type Library,
  type Resolution,
  resolveElf,
} from './loader/resolve.ts';
import type { Reason } from './loader/search.ts';
import { type Unresolved, unresolved } from './loader/symbols.ts';
import { openFile } from './open-file.ts';

/** An entry of `binaries[].libraries` in the contract. */
export interface BinaryLibrary {
  readonly name: string;
  readonly path: string | null;
  readonly reason: Reason;
  readonly neededBy: string;
}

/** All that `doctor --binary` knows of one program or library. */
export interface BinaryReport {
  readonly path: string;
  readonly format: FileFormat;
  /** Null where it cannot be opened. */
  readonly kind: BinaryKind | null;
  /** Why nothing is known of it: not there, not allowed, damaged, or none of the formats that a loader takes. */
  readonly fault: FileFault | Damage | null;
  readonly detail: string;
  /** As uname -m spells it. */
  readonly architecture: string | null;
  readonly interpreter: string | null;
  /** False where the interpreter is named and is not there or is for another machine: the kernel refuses to start. */
  readonly interpreterWorks: boolean;
  /** Has no dynamic section: no loader takes part. */
  readonly isStatic: boolean;
  /** Bytes missing at its end. */
  readonly missingBytes: number;
  /** x86-64 level that the file says it needs; null where it says nothing. */
  readonly x86Level: number | null;
  readonly libraries: readonly Library[];
  readonly edges: readonly Edge[];
  readonly unresolved: Unresolved;
  /** ELF only: for checks that ask further. */
  readonly resolution: Resolution | null;
}

const NOTHING: Unresolved = { symbols: [], versions: [], unreadable: [] };

const blank = (path: string, format: FileFormat): BinaryReport => ({
  path,
  format,
  kind: null,
  fault: null,
  detail: '',
  architecture: null,
  interpreter: null,
  interpreterWorks: true,
  isStatic: false,
  missingBytes: 0,
  x86Level: null,
  libraries: [],
  edges: [],
  unresolved: NOTHING,
  resolution: null,
});

function reportElf(ask: Ask, path: string, circumstances: Circumstances): BinaryReport {
  const resolved = resolveElf(ask, path, circumstances);
  if (!resolved.ok) return { ...blank(path, 'elf'), fault: resolved.fault, detail: resolved.detail };
  const { resolution } = resolved;
  const { main, system } = resolution;
  return {
    ...blank(path, 'elf'),
    architecture: elfArchitecture(main.elf.header),
    interpreter: main.elf.interpreter,
    interpreterWorks: main.elf.interpreter === null || system.object !== null,
    isStatic: main.elf.dynamic === null,
    missingBytes: main.elf.missingBytes,
    x86Level: readNotes(main.elf).x86Level,
    libraries: resolution.libraries,
    edges: resolution.edges,
    unresolved: unresolved(resolution),
    resolution,
  };
}

/** What its format's own reader says of it. */
function readAs(format: FileFormat, ask: Ask, path: string, circumstances: Circumstances): BinaryReport {
  if (format === 'elf') return reportElf(ask, path, circumstances);
  if (format === 'macho' || format === 'fat') {
    const resolved = resolveMachO(ask, path, circumstances);
    return resolved.ok
      ? { ...blank(path, format), ...resolved.value }
      : { ...blank(path, format), fault: resolved.why, detail: resolved.detail };
  }
  return { ...blank(path, format), fault: 'foreign', detail: `a file of format ${format}` };
}

function report(ask: Ask, name: string, circumstances: Circumstances): BinaryReport {
  const path = absolute(name, ask.probe.self.cwd);
  const file = openFile(ask.probe, path);
  if (!file.ok) return { ...blank(path, 'unknown'), fault: file.fault };
  const read = readAs(identify(file.value.source), ask, path, circumstances);
  return { ...read, kind: kindOf(read, file.value.stat.mode) };
}

/** Reports in the user's own environment, each file once. */
const ownReports: Fact<(name: string) => BinaryReport> = {
  id: 'binary-reports',
  read(ask) {
    const known = new Map<string, BinaryReport>();
    return (name) => {
      const answer = known.get(name) ?? report(ask, name, {});
      known.set(name, answer);
      return answer;
    };
  },
};

/** Looks at a program or library as its loader will, without executing it. `circumstances`: another environment. */
export const reportBinary = (ask: Ask, name: string, circumstances?: Circumstances): BinaryReport =>
  circumstances === undefined ? ask.of(ownReports)(name) : report(ask, name, circumstances);

/** The contract's form of it. */
export const toBinary = ({ path, kind, interpreter, libraries }: BinaryReport) => ({
  path,
  kind,
  interpreter,
  libraries: libraries.map(
    ({ name, path: file, reason, neededBy }): BinaryLibrary => ({
      name,
      path: file,
      reason,
      neededBy,
    }),
  ),
});
