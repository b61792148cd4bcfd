/**
 * Milliseconds of processor time that the work takes. What must not grow without bounds is held to it: a busy machine does
 * not make it longer, as it does the time on the clock.
 */
export function effort(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** As effort, of work that may be done twice; 0 where the clock says that it took no more than `little`: it is cheaper to ask. */
export function effortAbove(little: number, work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began <= little ? 0 : effort(work);
}
