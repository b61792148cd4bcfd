/** The soft limits of a process as proc_pid_limits(5) prints them, by the names there ("Max open files"); Infinity where there is none. */
export function parseLimits(words: string): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  for (const line of words.split('\n')) {
    const [, name, soft] = /^(Max [a-z -]+?) {2,}(unlimited|\d+)\b/.exec(line) ?? [];
    if (name !== undefined) limits.set(name, soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft));
  }
  return limits;
}
