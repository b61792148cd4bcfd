/** What every finding about a named file begins with. */
export const blank = { severity: 'error', consequences: [], fixes: [] } as const;

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
