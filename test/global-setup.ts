import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { writeRegistries } from '../scripts/registry.mjs';
import { writeValidators } from '../scripts/validators.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folders for what tests make, on a disk and, where the system has such a place, in memory: for thousands of small acts. */
    readonly scratch: { readonly disk: string; readonly memory: string };
  }
}

/**
 * Test files share their workers and so the modules that help them: a hook in such a module would run for the first file
 * alone. What they made is removed here, when all are over.
 */
export default async ({ provide }: TestProject): Promise<() => void> => {
  writeRegistries();
  await writeValidators();
  const folderIn = (place: string): string => mkdtempSync(join(place, 'czmq-setup-tests-'));
  const disk = folderIn(tmpdir());
  const memory = folderIn(existsSync('/dev/shm') ? '/dev/shm' : tmpdir());
  provide('scratch', { disk, memory });
  return () => {
    for (const folder of [disk, memory]) rmSync(folder, { recursive: true, force: true });
  };
};
