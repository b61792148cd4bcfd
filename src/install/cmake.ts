import type { StagesOf } from './build-context.ts';

export const cmakeStages: StagesOf = () => [];
