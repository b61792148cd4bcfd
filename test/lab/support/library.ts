import { execFileSync } from 'node:child_process';

const lines = (program: string, args: readonly string[]): string[] =>
  execFileSync(program, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).split('\n');

/** The symbols that a shared library gives to others, as nm(1) of this host prints them: kind and name. */
export const exported = (path: string): string[] =>
  lines('nm', ['-D', '--defined-only', path])
    .map((line) => line.split(' ').slice(1).join(' '))
    .filter((line) => line !== '')
    .sort();

/** What a shared library says of itself and asks for: SONAME, NEEDED, RPATH, RUNPATH, as readelf(1) prints them. */
export const dynamic = (path: string): string[] =>
  lines('readelf', ['-dW', path])
    .flatMap((line) => /\((SONAME|NEEDED|RPATH|RUNPATH)\).*(\[.*\])/.exec(line)?.slice(1).join(' ') ?? [])
    .sort();
