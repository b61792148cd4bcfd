import type { Catalogue } from './translate.ts';
export const CATALOGUE: Catalogue = { messages: [], translations: [], labels: [] };
