import { BUILD_TOOLS, type Layers, layersOf, provisioned } from '../support/layers.ts';
import { CACHED, sharedCache, toolDigest, USER_PROGRAM } from '../support/stack.ts';
import { TOOL, toolBind } from '../support/tool.ts';
import type { Stack } from './case.ts';

const PACKAGES = ['libczmq-dev', 'libzmq3-dev'];

/** Two scripts of a user's: one builds and runs his program, the other runs what he built while all was well. */
const APP: readonly (readonly string[])[] = [
  ['mkdir', '-p', '/opt/app'],
  ['sh', '-c', 'printf %s "$0" > /opt/app/app.c', USER_PROGRAM],
  [
    'sh',
    '-c',
    'printf "%s\\n" "#!/bin/sh" "set -e" "work=\\$(mktemp -d)" "trap \'rm -rf \\"\\$work\\"\' EXIT" "cc -o \\"\\$work/app\\" /opt/app/app.c \\$(pkg-config --cflags --libs libczmq libzmq)" "\\"\\$work/app\\"" > /opt/app/build.sh; chmod 755 /opt/app/build.sh',
  ],
];

const install = (...args: string[]): readonly string[] => [
  'env',
  `XDG_CACHE_HOME=${CACHED.XDG_CACHE_HOME}`,
  ...TOOL,
  'install',
  '--yes',
  ...args,
];

/** The layers of a machine with such a stack and a program built against it. Made once for each build of the tool. */
export async function stackLayers(stack: Stack): Promise<Layers> {
  const packages = stack === 'packages' || stack === 'both' ? [...BUILD_TOOLS, ...PACKAGES] : BUILD_TOOLS;
  const below = await layersOf({ packages });
  const commands = [...APP];
  if (stack === 'source' || stack === 'both') commands.push(install());
  if (stack === 'opt') {
    commands.push(install('--prefix', '/opt/zmq'));
    commands.push([
      'sh',
      '-c',
      'cc -o /opt/app/app /opt/app/app.c $(PKG_CONFIG_PATH=/opt/zmq/lib/pkgconfig pkg-config --cflags --libs libczmq libzmq)',
    ]);
  } else if (stack !== 'none') {
    commands.push([
      'sh',
      '-c',
      'cc -o /opt/app/app /opt/app/app.c $(pkg-config --cflags --libs libczmq libzmq)',
    ]);
  }
  const binds = [toolBind(), sharedCache()];
  return provisioned(`stack-${stack}-${toolDigest()}`, below, 'bookworm', commands, binds);
}
