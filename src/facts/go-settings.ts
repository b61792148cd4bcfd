import type { Fact } from './ask.ts';
import { programs } from './programs.ts';

/** What the go command takes for its own variables (`go help environment`): the environment's, else its file's. */
export interface GoSettings {
  /** The go program; null where there is none. */
  readonly program: string | null;
  /** The file that `go env -w` writes. */
  readonly file: string;
  /** All that the file says. */
  readonly inFile: readonly (readonly [name: string, value: string])[];
  /** A variable's value and where it is set; null where neither says anything. */
  get(name: string): { readonly value: string; readonly from: 'environment' | 'file' } | null;
}

/** Reads files and the environment, runs nothing. */
export const goSettings: Fact<GoSettings> = {
  id: 'go-settings',
  read(ask) {
    const { env, self, readText } = ask.probe;
    // os.UserConfigDir of Go.
    const config =
      self.os === 'darwin'
        ? `${self.home}/Library/Application Support`
        : env.XDG_CONFIG_HOME?.startsWith('/')
          ? env.XDG_CONFIG_HOME
          : `${self.home}/.config`;
    const file = env.GOENV && env.GOENV !== 'off' ? env.GOENV : `${config}/go/env`;
    const words = env.GOENV === 'off' || !file.startsWith('/') ? null : readText(file, 256 * 1024);
    const written = new Map(
      [...(words?.ok ? words.value : '').matchAll(/^([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(
        ([, name = '', value = '']) => [name, value.trim()],
      ),
    );
    return {
      program: ask.of(programs).anywhere('go'),
      file,
      inFile: [...written],
      get: (name) => {
        const value = env[name];
        // The go command takes an empty variable for an unset one.
        if (value !== undefined && value !== '') return { value, from: 'environment' };
        const its = written.get(name);
        return its === undefined || its === '' ? null : { value: its, from: 'file' };
      },
    };
  },
};
