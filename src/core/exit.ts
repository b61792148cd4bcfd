/** Exit codes of the command-line contract (README, "Exit codes"). */
export const EXIT = {
  done: 0,
  unhealthy: 1,
  usage: 2,
  cannot: 3,
  stageFailed: 4,
  integrity: 5,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
