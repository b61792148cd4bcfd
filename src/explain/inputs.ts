import type { Probe } from '../host/host.ts';

/** Where configure, CMake, Meson, automake and mkmf leave their logs in a build folder, the earliest stage first. */
const KNOWN = [
  'config.log',
  'meson-logs/meson-log.txt',
  'meson-log.txt',
  'CMakeFiles/CMakeConfigureLog.yaml',
  'CMakeFiles/CMakeError.log',
  'CMakeFiles/CMakeOutput.log',
  'mkmf.log',
];

/** Most logs of one folder that are read. */
const MOST = 40;

const isFile = (probe: Probe, path: string): boolean => {
  const stat = probe.stat(path);
  return stat.ok && stat.value.kind === 'file' && stat.value.size > 0;
};

/** The logs of a build folder, or of one of our own runs, in the order in which a failure would show first. */
export function logsIn(probe: Probe, folder: string): readonly string[] {
  const names = probe.readdir(folder);
  if (!names.ok) return [];
  const known = KNOWN.map((name) => `${folder}/${name}`);
  const others = names.value
    .filter((name) => /\.(?:log|txt|out)$/i.test(name))
    .map((name) => `${folder}/${name}`);
  // Our runs number their logs by stage; other folders' logs are read by name after those that are known.
  return [...new Set([...known, ...others])].filter((path) => isFile(probe, path)).slice(0, MOST);
}

const PIECE = 1024 * 1024;

/** A file's bytes, piece by piece. */
export function* piecesOf(probe: Probe, path: string): Generator<Uint8Array> {
  for (let offset = 0; ; offset += PIECE) {
    const piece = probe.readRange(path, offset, PIECE);
    if (!piece.ok || piece.value.length === 0) return;
    yield piece.value;
    if (piece.value.length < PIECE) return;
  }
}
