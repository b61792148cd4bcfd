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
