import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { liveHost } from '../../src/host/live.ts';
import { decide } from '../../src/install/decide.ts';
import type { Selected } from '../../src/install/input.ts';
import { installedIn } from '../../src/install/installed.ts';
import { changedFinding } from '../../src/install/left-finding.ts';
import type { Manifest } from '../../src/install/manifest.ts';
import { WISH } from '../support/plan.ts';

const host = liveHost('');
const LIBRARY = 'lib/libzmq.so.5.2.5';
const TIME = new Date(1_700_000_000_000);
let prefix: string;
const path = () => join(prefix, LIBRARY);

beforeEach(() => {
  prefix = mkdtempSync(join(tmpdir(), 'installed-'));
  mkdirSync(join(prefix, 'lib'));
  writeFileSync(path(), 'library');
  chmodSync(path(), 0o755);
  utimesSync(path(), TIME, TIME);
  symlinkSync('libzmq.so.5.2.5', join(prefix, 'lib/libzmq.so.5'));
});
afterEach(() => rmSync(prefix, { recursive: true, force: true }));

const manifest = (): Manifest =>
  ({
    products: [
      {
        name: 'libzmq',
        version: '4.3.5',
        fingerprint: 'f',
        files: [
          {
            path: LIBRARY,
            type: 'file',
            sha256: createHash('sha256').update('library').digest('hex'),
            size: 7,
            mode: 0o755,
            mtimeMs: TIME.getTime(),
          },
          { path: 'lib/libzmq.so.5', type: 'symlink', target: 'libzmq.so.5.2.5' },
        ],
      },
    ],
  }) as unknown as Manifest;

const seen = async (digests = false) => (await installedIn(host, prefix, manifest(), digests)).get('libzmq')!;

describe('what is installed', () => {
  it('is whole as it was recorded, by a look and by its bytes', async () => {
    expect(await seen()).toMatchObject({ damaged: false, changed: [] });
    expect(await seen(true)).toMatchObject({ damaged: false, changed: [] });
  });

  /** As a disk error or a patient hand would. */
  const swapBytes = () => {
    writeFileSync(path(), 'LIBRARY');
    utimesSync(path(), TIME, TIME);
    expect(statSync(path()).size).toBe(7);
  };

  it('with other bytes of the same size and time is found by digest only, and named', async () => {
    swapBytes();
    expect((await seen()).damaged).toBe(false);
    expect(await seen(true)).toMatchObject({ damaged: true, changed: [LIBRARY] });
  });

  it.each<[string, () => void]>([
    ['another time and other bytes', () => writeFileSync(path(), 'LIBRARY')],
    ['another size', () => writeFileSync(path(), 'more than library')],
    ['another mode', () => chmodSync(path(), 0o644)],
  ])('with %s is found without', async (_, change) => {
    change();
    expect(await seen()).toMatchObject({ damaged: true, changed: [LIBRARY] });
  });

  it('that was only touched is whole', async () => {
    utimesSync(path(), new Date(), new Date());
    expect((await seen()).damaged).toBe(false);
  });

  it('that is gone is damaged, and nobody changed it', async () => {
    rmSync(path());
    expect(await seen()).toMatchObject({ damaged: true, changed: [] });
  });

  it('is installed anew for a reason that names the file, and a finding says so', async () => {
    swapBytes();
    const installed = await installedIn(host, prefix, manifest(), true);
    const library = {
      recipe: { name: 'libzmq' },
      version: '4.3.5',
      features: {},
      builtOn: [],
      by: { buildSystem: 'autotools', why: null },
      source: { identity: 'x', volatile: false },
    } as unknown as Selected;
    // Whatever the fingerprint is, it is the one that was recorded.
    const { fingerprint } = decide([library], WISH, new Map())[0]!;
    const here = new Map([['libzmq', { ...installed.get('libzmq')!, fingerprint }]]);
    expect(decide([library], WISH, here)[0]).toMatchObject({
      keep: false,
      reason: { en: expect.stringContaining(LIBRARY) },
    });
    const [finding] = changedFinding(prefix, [...installed.values()]);
    expect(finding).toMatchObject({ code: 'install.file-changed', subject: prefix, severity: 'warning' });
    expect(finding?.evidence[0]?.where).toBe(path());
  });
});
