import type { Plan } from './plan.ts';

export const emitScript = (_plan: Plan, _version: string): string => '';
