/**
 * Small judgements over values that were read from a file somebody else may have written. A judge answers null where
 * the value is good, else what is wrong with it, with the way to it.
 */
export type Judge = (value: unknown, at: string) => string | null;

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

export const string =
  (longest: number, pattern?: RegExp): Judge =>
  (value, at) =>
    typeof value !== 'string'
      ? `${at} is ${kindOf(value)}, not string`
      : value.length > longest
        ? `${at} is too long`
        : pattern !== undefined && !pattern.test(value)
          ? `${at} has a form that is not allowed`
          : null;

export const integer =
  (most: number): Judge =>
  (value, at) =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most
      ? null
      : `${at} is not a whole number up to ${most}`;

export const number: Judge = (value, at) => (Number.isFinite(value) ? null : `${at} is not a number`);

export const boolean: Judge = (value, at) =>
  typeof value === 'boolean' ? null : `${at} is not true or false`;

export const exactly =
  (...allowed: readonly unknown[]): Judge =>
  (value, at) =>
    allowed.includes(value) ? null : `${at} is not ${allowed.map((one) => JSON.stringify(one)).join(' or ')}`;

export const orNull =
  (judge: Judge): Judge =>
  (value, at) =>
    value === null ? null : judge(value, at);

export const list =
  (judge: Judge, most: number): Judge =>
  (value, at) => {
    if (!Array.isArray(value)) return `${at} is ${kindOf(value)}, not array`;
    if (value.length > most) return `${at} has more than ${most} entries`;
    for (const [index, entry] of value.entries()) {
      const fault = judge(entry, `${at}[${index}]`);
      if (fault !== null) return fault;
    }
    return null;
  };

export const dictionary =
  (judge: Judge, most: number): Judge =>
  (value, at) => {
    if (kindOf(value) !== 'object') return `${at} is ${kindOf(value)}, not object`;
    const entries = Object.entries(value as object);
    if (entries.length > most) return `${at} has more than ${most} entries`;
    for (const [key, entry] of entries) {
      const fault = judge(entry, `${at}.${key}`);
      if (fault !== null) return fault;
    }
    return null;
  };

/** An object with these fields and no other. A key that ends in `?` may be absent. */
export const object = (fields: Readonly<Record<string, Judge>>): Judge => {
  const known = new Map(Object.entries(fields).map(([key, judge]) => [key.replace(/\?$/, ''), judge]));
  return (value, at) => {
    if (kindOf(value) !== 'object') return `${at} is ${kindOf(value)}, not object`;
    const given = value as Record<string, unknown>;
    for (const key of Object.keys(given)) if (!known.has(key)) return `${at}.${key} is unknown`;
    for (const [key, judge] of known) {
      if (!Object.hasOwn(given, key)) {
        if (Object.hasOwn(fields, `${key}?`)) continue;
        return `${at}.${key} is missing`;
      }
      const fault = judge(given[key], `${at}.${key}`);
      if (fault !== null) return fault;
    }
    return null;
  };
};

/** An object whose field `tag` says which of several forms it has. */
export const tagged =
  (tag: string, forms: Readonly<Record<string, Judge>>): Judge =>
  (value, at) => {
    const name = (value as Record<string, unknown> | null)?.[tag];
    const form = typeof name === 'string' && Object.hasOwn(forms, name) ? forms[name] : undefined;
    return form === undefined ? `${at}.${tag} is unknown` : form(value, at);
  };
