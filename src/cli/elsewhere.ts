let begun = false;

/** Begins this run again in the whole bundle, which ends the process: nothing that waits for it goes on. */
export function elsewhere(): void {
  if (begun) return;
  begun = true;
  import('../cli.ts');
}
