import type { Capability } from '../core/capability.ts';
import type { PackageManager } from '../core/package-manager.ts';
import { UNSET } from './build-env.ts';
import type { Plan, Stage } from './plan.ts';
import { bindingHead, bindingTail } from './sh-bindings.ts';
import { SH_FUNCTIONS } from './sh-functions.ts';
import { packagesFunction } from './sh-packages.ts';
import { proofLines } from './sh-proof.ts';
import { versionVariable } from './sh-sources.ts';
import { stageLines } from './sh-steps.ts';
import { quote } from './shell-words.ts';

/** What the script itself needs where the tool has Node: to download, and to trust what it downloads from. */
const OWN_NEEDS: readonly Capability[] = ['downloader', 'ca-certificates'];

const titleOf = ({ libraries, bindings }: Plan): string =>
  [...libraries, ...bindings].map(({ name, version }) => `${name} ${version}`).join(', ');

/** What was installed, as one word of the script: the releases are those that were found. */
const found = ({ libraries }: Plan): string =>
  libraries
    .map(({ name, version, older }) =>
      older === undefined ? quote(`${name} ${version}`) : `"${name} $${versionVariable(name)}"`,
    )
    .join(' ');

function head(plan: Plan, version: string): string[] {
  return [
    '#!/bin/sh',
    `# Brings ${titleOf(plan)} into ${plan.prefix} from source, and proves that they work.`,
    `# Made by czmq-setup ${version}; needs no Node. Run it as root, or as a user who may use sudo or doas where the`,
    '# prefix or missing system packages ask for it.',
    'set -eu',
    '',
    SH_FUNCTIONS,
    '',
    `unset ${UNSET.join(' ')} || :`,
    'LC_ALL=C',
    'PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin',
    'export LC_ALL PATH',
    'umask 022',
    `prefix=${quote(plan.prefix)}`,
    'jobs=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)',
    'work=$(mktemp -d "${TMPDIR:-/tmp}/czmq-setup-XXXXXX")',
    'case $work in *[!A-Za-z0-9_@%+=:,./~-]*) work=$(TMPDIR=/tmp mktemp -d /tmp/czmq-setup-XXXXXX) ;; esac',
    'log=$work/build.log',
    'trap \'rm -rf "$work"\' EXIT',
    "trap 'exit 130' INT",
    "trap 'exit 143' TERM",
    '',
    '# A failed command: the end of its output, and where the rest is.',
    'failed() {',
    '  tail -n 40 "$log" >&2',
    '  kept=${TMPDIR:-/tmp}/czmq-setup-failed-$$.log',
    '  cp "$log" "$kept"',
    '  die 4 "a build step failed; its whole output is in $kept"',
    '}',
    '',
    '# The prefix, or the nearest folder above it.',
    'nearest=$prefix',
    'while [ ! -e "$nearest" ]; do nearest=$(dirname "$nearest"); done',
    '[ -d "$nearest" ] || die 2 "$prefix cannot be a prefix: $nearest is no folder"',
    'prefix_needs_root=no',
    'for folder in "$nearest" "$prefix/lib" "$prefix/include" "$prefix/bin"; do',
    '  if [ -e "$folder" ] && [ ! -w "$folder" ]; then prefix_needs_root=yes; fi',
    'done',
  ];
}

/**
 * A plan as a standalone POSIX shell script that does the same job on a fresh machine without Node: packages, sources
 * with their digests, build, staging, copy into the prefix, loader's cache, proof. Pure.
 */
export function emitScript(plan: Plan, version: string, managers: readonly PackageManager[]): string {
  const needs = [...new Set([...plan.packages.capabilities, ...OWN_NEEDS])];
  const packages =
    plan.packages.manager === null ? [] : [packagesFunction(managers, needs), 'install_packages'];
  const bindings = new Set(plan.bindings.map(({ name }) => name));
  const stages = plan.stages.filter(({ kind }) => kind !== 'packages' && kind !== 'verify');
  const isBinding = ({ library }: Stage): boolean => library !== null && bindings.has(library);
  return [
    ...head(plan, version),
    '',
    ...packages,
    ...bindingHead(plan),
    ...stages.filter((stage) => !isBinding(stage)).flatMap((stage) => stageLines(stage, plan)),
    ...proofLines(plan),
    // The proof has named the prefix's folders to pkg-config and the loader by now.
    ...plan.stages.filter(isBinding).flatMap((stage) => stageLines(stage, plan)),
    ...bindingTail(plan),
    `say ${found(plan)} ${quote(`installed in ${plan.prefix}`)}`,
    ...plan.bindings.map(({ name, version, place }) => `say ${quote(`${name} ${version} in ${place}`)}`),
    '',
  ].join('\n');
}
