import type { Result } from '../../core/result.ts';

/** What another program reads is printed as it stands. */
export const raw = (): boolean => true;

export const render = ({ data }: Result<string, { readonly script: string }>): string => data.script;
