import { dirname } from 'node:path';
import {
  boolean,
  dictionary,
  exactly,
  integer,
  type Judge,
  list,
  number,
  object,
  orNull,
  string,
  tagged,
} from './validate.ts';

const LONGEST_PATH = 4096;

/** Relative, in normal form, with nothing that could lead out or play with a terminal: no empty part, `.`, `..` or control character. */
export const isInside = (path: string): boolean =>
  path.length <= LONGEST_PATH &&
  !/[\0-\x1f\x7f]/.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

/** Absolute and in normal form; `/` itself is none. */
export const isAbsoluteNormal = (path: string): boolean => path.startsWith('/') && isInside(path.slice(1));

/** The only thing outside a prefix that a transaction may write: our own file for the loader (ld.so.conf.d). */
export const isLoaderConf = (path: string): boolean =>
  /^\/etc\/ld\.so\.conf\.d\/czmq-setup[\w.-]*\.conf$/.test(path);

export const inside: Judge = (value, at) =>
  typeof value === 'string' && isInside(value) ? null : `${at} is not a path inside the prefix`;

export const absolute: Judge = (value, at) =>
  typeof value === 'string' && isAbsoluteNormal(value) ? null : `${at} is not an absolute path`;

export const loaderConfPath: Judge = (value, at) =>
  typeof value === 'string' && isLoaderConf(value) ? null : `${at} is not a file of ours in ld.so.conf.d`;

export const sha256 = string(64, /^[0-9a-f]{64}$/);
export const word = string(200, /^[\w.@+:~/-]+$/);
/** Text of one line: a control character in it could play with the terminal that shows it. */
const line = string(4096, /^[^\0-\x1f\x7f]*$/);

/** A FileRecord whose path passes `path`. */
export const fileRecord = (path: Judge): Judge =>
  tagged('type', {
    file: object({
      path,
      type: exactly('file'),
      sha256,
      size: integer(Number.MAX_SAFE_INTEGER),
      mode: integer(0o7777),
      mtimeMs: number,
    }),
    symlink: object({ path, type: exactly('symlink'), target: string(LONGEST_PATH, /^[^\0-\x1f\x7f]+$/) }),
  });

/** ProductFacts, as a request carries them. */
export const productFields = {
  name: word,
  version: word,
  'insteadOf?': word,
  'leftOut?': list(word, 200),
  origin: object({
    kind: exactly('git', 'archive', 'local'),
    where: line,
    'commit?': string(64, /^[0-9a-f]{7,64}$/),
    'sha256?': sha256,
    pinned: boolean,
  }),
  features: dictionary(boolean, 200),
  options: list(line, 500),
  buildSystem: exactly('autotools', 'cmake'),
  compiler: orNull(line),
  dependsOn: list(word, 100),
  fingerprint: line,
} as const;

const manifest = object({
  schemaVersion: exactly(1),
  prefix: absolute,
  products: list(
    object({
      ...productFields,
      files: list(fileRecord(inside), 20_000),
      installedAt: string(40, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      toolVersion: word,
    }),
    100,
  ),
  folders: list(inside, 5000),
  parents: list(absolute, 200),
  displaced: list(object({ path: inside, kept: inside }), 20_000),
  loaderConf: orNull(fileRecord(loaderConfPath)),
});

/** All folders from `path` up to the root, itself included. */
export function chainUp(path: string): string[] {
  const chain = [path];
  for (let above = dirname(path); above !== chain.at(-1); above = dirname(above)) chain.push(above);
  return chain;
}

/** What is wrong with a manifest; null where nothing is. */
export function checkManifest(value: unknown): string | null {
  const fault = manifest(value, 'manifest');
  if (fault !== null) return fault;
  const { prefix, parents } = value as { prefix: string; parents: string[] };
  const above = chainUp(prefix);
  return parents.every((parent) => above.includes(parent))
    ? null
    : 'manifest.parents names a folder that is not above the prefix';
}
