import type { Fact } from './ask.ts';
import { programs } from './programs.ts';
import { type ToolName, toolKind } from './tools.ts';

/** Where aclocal looks for a tool's macros, and where they are. */
export interface MacroFile {
  /** aclocal's own folder, in which packages put theirs. */
  readonly folder: string;
  /** The file that aclocal takes; null where it finds none. */
  readonly path: string | null;
  /** The file in the folder of the tool's own prefix, which aclocal does not know. */
  readonly elsewhere: string | null;
}

const prefixOf = (program: string): string => program.replace(/\/bin\/[^/]+$/, '');

/**
 * aclocal's search (Automake manual, "Macro Search Path"): ACLOCAL_PATH, its own `share/aclocal-VERSION`, then
 * `share/aclocal` below its prefix and the folders that `dirlist` there names. Null without an aclocal, or without the
 * tool whose macros are asked for. Reads folders and runs nothing.
 */
export const macroFiles: Fact<(file: string, tool: ToolName) => MacroFile | null> = {
  id: 'macro-files',
  read(ask) {
    const { probe } = ask;
    const where = ask.of(programs);
    const aclocal = where.onPath('aclocal');
    const real = aclocal === null ? null : probe.realpath(aclocal);
    if (!real?.ok) return () => null;
    const prefix = prefixOf(real.value);
    const folder = `${prefix}/share/aclocal`;
    const versioned = probe.readdir(`${prefix}/share`);
    const listed = probe.readText(`${folder}/dirlist`, 64 * 1024);
    const folders = [
      ...(probe.env.ACLOCAL_PATH ?? '').split(':').filter((entry) => entry.startsWith('/')),
      ...(versioned.ok ? versioned.value : [])
        .filter((name) => /^aclocal-[\d.]+$/.test(name))
        .map((name) => `${prefix}/share/${name}`),
      folder,
      ...(listed.ok ? listed.value : '').split(/\s+/).filter((entry) => entry.startsWith('/')),
    ];
    const at = (candidates: readonly string[], file: string): string | null =>
      candidates.map((one) => `${one}/${file}`).find((path) => probe.access(path, 'read')) ?? null;
    return (file, tool) => {
      const program = toolKind(tool)
        .programs.map((name) => where.onPath(name))
        .find((path) => path !== null);
      if (program === undefined) return null;
      const own = probe.realpath(program);
      const elsewhere = [program, own.ok ? own.value : program].map(
        (one) => `${prefixOf(one)}/share/aclocal`,
      );
      return { folder, path: at(folders, file), elsewhere: at(elsewhere, file) };
    };
  },
};
