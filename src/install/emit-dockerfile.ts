import type { PackageManager } from '../core/package-manager.ts';
import { emitScript } from './emit-sh.ts';
import type { Plan } from './plan.ts';
import { quote } from './shell-words.ts';

/** Images of the distributions' own names; the others are named like their os-release ID. */
const IMAGES: Readonly<Record<string, (release: string | null) => string>> = {
  debian: (release) => `debian:${release ?? 'stable'}-slim`,
  rhel: (release) => `rockylinux:${major(release) ?? '9'}`,
  rocky: (release) => `rockylinux:${major(release) ?? '9'}`,
  almalinux: (release) => `almalinux:${major(release) ?? '9'}`,
  'opensuse-leap': (release) => `opensuse/leap:${release ?? 'latest'}`,
  'opensuse-tumbleweed': () => 'opensuse/tumbleweed:latest',
  arch: () => 'archlinux:latest',
  alpine: (release) => `alpine:${release?.split('.').slice(0, 2).join('.') ?? 'latest'}`,
};

const major = (release: string | null): string | undefined => release?.split('.')[0];

const imageOf = ({ distro, release }: Plan['machine']): string =>
  distro === null ? 'debian:stable-slim' : (IMAGES[distro]?.(release) ?? `${distro}:${release ?? 'latest'}`);

/** Ends a here-document of the Dockerfile; no line of a script is this. */
const END = 'END_OF_CZMQ_SETUP_SCRIPT';

/** Libraries that every image of a C library has. */
const BASE = 'libc|libm|libdl|librt|libpthread|ld-linux[^/]*|ld-musl[^/]*|libc.musl[^/]*|linux-vdso';

/** Collects below /runtime what programs need at run time: our shared libraries and those of the system that they need. */
const collect = ({ prefix, libdir, libraries }: Plan): string[] => {
  const sonames = libraries.flatMap(({ provides }) => provides.sonames);
  return [
    `RUN mkdir -p ${quote(`/runtime${libdir}`)} \\`,
    ...sonames.map(
      (soname) => ` && cp -P ${quote(`${libdir}/`)}${soname}* ${quote(`/runtime${libdir}/`)} \\`,
    ),
    ` && for library in ${sonames.map((soname) => quote(`${libdir}/${soname}`)).join(' ')}; do ldd "$library"; done \\`,
    `    | sed -n 's,.*=> \\(/[^ ]*\\) .*,\\1,p' | sort -u \\`,
    `    | grep -Ev '/(${BASE})\\.so' | grep -v '^${prefix}/' \\`,
    '    | while read -r needed; do mkdir -p "/runtime$(dirname "$needed")" && cp -L "$needed" "/runtime$needed"; done',
  ];
};

/**
 * A plan as a Dockerfile of two stages: the first runs the script of emit-sh.ts on a bare image of this machine's
 * distribution, the second gets the shared libraries alone. Pure. Here-documents need BuildKit, or buildah 1.33.
 */
export function emitDockerfile(plan: Plan, version: string, managers: readonly PackageManager[]): string {
  const image = imageOf(plan.machine);
  const refresh = plan.machine.libc === 'glibc' ? ['RUN ldconfig'] : [];
  return [
    '# syntax=docker/dockerfile:1',
    `# Made by czmq-setup ${version}. The stage "build" has headers, tools and all; the last one has what programs need.`,
    ...(plan.bindings.length === 0
      ? []
      : [
          `# ${plan.bindings.map(({ name, place }) => `${name} (${place})`).join(', ')}: in the stage "build" alone.`,
        ]),
    `FROM ${image} AS build`,
    `COPY <<'${END}' /czmq-setup.sh`,
    emitScript(plan, version, managers).trimEnd(),
    END,
    'RUN sh /czmq-setup.sh',
    ...collect(plan),
    '',
    `FROM ${image}`,
    'COPY --from=build /runtime/ /',
    ...(plan.prefix === '/usr/local' ? [] : [`ENV LD_LIBRARY_PATH=${plan.libdir}`]),
    ...refresh,
    '',
  ].join('\n');
}
