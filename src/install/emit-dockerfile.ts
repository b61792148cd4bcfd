import type { Plan } from './plan.ts';

export const emitDockerfile = (_plan: Plan, _version: string): string => '';
