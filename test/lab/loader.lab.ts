import { expect, it } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { resolveElf } from '../../src/facts/loader/resolve.ts';
import { unresolved } from '../../src/facts/loader/symbols.ts';
import { elfArchitecture } from '../../src/formats/elf/machines.ts';
import { liveHost } from '../../src/host/live.ts';
import { listedByLoader, listedByUs, missedByLoader } from '../facts/loader-oracle.ts';
import { filesUnder } from '../formats/machine-files.ts';

/** All of /usr: what a distribution can come up with. */
it('gives the same answer as ld.so for every dynamic ELF file', { timeout: 600_000 }, () => {
  const host = { ...liveHost('test'), env: {} };
  const ask = askOf(host);
  const files = filesUnder(['/usr/bin', '/usr/sbin', '/usr/lib'], 20);
  let ours = 0;
  let compared = 0;
  const wrong: string[] = [];
  for (const path of files) {
    const start = performance.now();
    const resolved = resolveElf(ask, path);
    if (!resolved.ok || !resolved.resolution.main.elf.dynamic) continue;
    ours += performance.now() - start;
    const { main } = resolved.resolution;
    if (main.elf.header.type === 1 || elfArchitecture(main.elf.header) !== 'x86_64') continue;
    const theirs = listedByLoader(path);
    if (typeof theirs === 'string') {
      wrong.push(`${path}: ld.so says ${theirs}`);
      continue;
    }
    compared++;
    const mine = listedByUs(resolved.resolution);
    if (JSON.stringify(mine) !== JSON.stringify(theirs)) {
      wrong.push(`${path}:\n  ours   ${mine.join(', ')}\n  theirs ${theirs.join(', ')}`);
    }
  }
  console.log(`${compared} files compared, ${Math.round(ours)} ms for ours`);
  expect(wrong).toEqual([]);
});

it('misses the same symbols as ldd -r', { timeout: 600_000 }, () => {
  const ask = askOf({ ...liveHost('test'), env: {} });
  const wrong: string[] = [];
  let compared = 0;
  let ours = 0;
  for (const path of filesUnder(['/usr/bin', '/usr/sbin', '/usr/lib/x86_64-linux-gnu'], 0)) {
    const resolved = resolveElf(ask, path);
    if (!resolved.ok || !resolved.resolution.main.elf.dynamic) continue;
    if (resolved.resolution.libraries.some(({ object }) => object === null)) continue;
    const start = performance.now();
    const mine = unresolved(resolved.resolution).symbols.map(
      ({ name, neededBy }) => `${name} in ${neededBy}`,
    );
    ours += performance.now() - start;
    compared++;
    const theirs = missedByLoader(path);
    if (JSON.stringify([...new Set(mine)].sort()) !== JSON.stringify([...new Set(theirs)])) {
      wrong.push(`${path}: ours ${mine.slice(0, 5).join(', ')}; theirs ${theirs.slice(0, 5).join(', ')}`);
    }
  }
  console.log(`${compared} files compared, ${Math.round(ours)} ms for ours`);
  expect(wrong).toEqual([]);
});
