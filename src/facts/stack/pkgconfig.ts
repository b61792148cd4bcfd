import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { type PcReport, pkgConfigReport } from '../pkgconfig.ts';
import { stackLibraries } from './libraries.ts';
import { perScope } from './per-scope.ts';

import type { PkgConfigFault } from './pkgconfig-fault.ts';
import { faultsIn } from './pkgconfig-faults.ts';
export interface PkgConfigView {
  readonly library: string;
  readonly module: string;
  readonly report: PcReport;
  readonly faults: readonly PkgConfigFault[];
}

const VARIABLES = [
  'PKG_CONFIG_LIBDIR',
  'PKG_CONFIG_PATH',
  'PKG_CONFIG_SYSROOT_DIR',
  'PKG_CONFIG_SYSTEM_LIBRARY_PATH',
  'PKG_CONFIG_SYSTEM_INCLUDE_PATH',
] as const;

/** PKG-CONFIG: which module wins for each library, and whether it points to what is there. */
export const pkgConfigViews = perScope((ask: Ask, scope: Scope): readonly PkgConfigView[] => {
  const { env } = ask.probe;
  return stackLibraries(ask, scope).map((library): PkgConfigView => {
    const { module, name } = library;
    const report = pkgConfigReport(ask, module);
    const faults = faultsIn(ask, scope, library, report);
    const first = faults[0];
    const without = (change: Readonly<Record<string, string | undefined>>): boolean =>
      faultsIn(ask, scope, library, pkgConfigReport(ask, module, { ...env, ...change })).length === 0;
    const { PKG_CONFIG_LIBDIR: libdir, PKG_CONFIG_PATH: path } = env;
    const asPath =
      libdir !== undefined &&
      first !== undefined &&
      !without({ PKG_CONFIG_LIBDIR: undefined }) &&
      without({ PKG_CONFIG_LIBDIR: undefined, PKG_CONFIG_PATH: [path, libdir].filter(Boolean).join(':') });
    const guilty =
      first &&
      (asPath
        ? 'PKG_CONFIG_LIBDIR'
        : VARIABLES.find((variable) => env[variable] !== undefined && without({ [variable]: undefined })));
    return {
      library: name,
      module,
      report,
      faults:
        first && guilty
          ? [{ kind: 'variable', module, variable: guilty, value: env[guilty] ?? '', effect: first, asPath }]
          : // Who builds the list of the compiler's own folders into his pkg-config knows why.
            faults.filter(({ kind }) => kind !== 'left-out'),
    };
  });
});
