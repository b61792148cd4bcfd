import type { QueryAnswer } from '../../src/core/package-manager.ts';

/** What a query printed, as the parsers get it. */
export const answer = (stdout: string, code = 0, stderr = ''): QueryAnswer => ({ code, stdout, stderr });
