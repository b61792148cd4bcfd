import type { Result } from '../../core/result.ts';

/** A text that another program reads: printed as it stands. */
export const raw = true;

export const render = ({ data }: Result<string, { readonly script: string }>): string => data.script;
