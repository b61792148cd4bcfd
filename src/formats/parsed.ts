/**
 * How bytes fail to be what they should be. `foreign`: another format altogether. `truncated`: the file ends before
 * what it announces. `malformed`: it contradicts itself. `unsupported`: a real variant that we do not read.
 */
export type Damage = 'foreign' | 'truncated' | 'malformed' | 'unsupported';

/** What a reader of a format answers: damaged and hostile bytes are an answer, never an exception. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly why: Damage;
      /** English, for evidence: what was found where. */
      readonly detail: string;
    };

export const parsed = <T>(value: T): Parsed<T> => ({ ok: true, value });

export const damaged = (why: Damage, detail: string): Parsed<never> => ({ ok: false, why, detail });
