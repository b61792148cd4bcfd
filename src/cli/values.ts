import { isAbsolute, resolve } from 'node:path';
import { CODES } from '../core/codes.ts';
import { nearest } from '../core/nearest.ts';
import { type Text, text } from '../core/text.ts';

/** Where a word was written: relative paths start at `base`. */
export interface Place {
  readonly base: string;
  readonly home: string;
  /** Whether a path is there and is no folder. */
  readonly isFile: (path: string) => boolean;
}

/** Why a word is no value of its kind. */
export class BadValue extends Error {
  readonly why: Text;
  constructor(why: Text) {
    super(why.en);
    this.why = why;
  }
}

/** One kind of value: how a word becomes one, and how help, completion and schema speak of it. */
export interface Value<T> {
  /** In help: `DIR`, `N`, `auto|always|never`. */
  readonly placeholder: string;
  readonly parse: (word: string, place: Place) => T;
  readonly json: 'string' | 'integer';
  readonly choices?: readonly string[];
  readonly completes?: 'file' | 'folder' | 'target';
}

export const choice = <const C extends string>(...choices: readonly C[]): Value<C> => ({
  placeholder: choices.join('|'),
  json: 'string',
  choices,
  parse: (word) => {
    const found = choices.find((one) => one === word);
    if (found !== undefined) return found;
    const near = nearest(word, choices);
    throw new BadValue(
      near === null
        ? text(`it is one of ${choices.join(', ')}`, `可用的值是 ${choices.join('、')}`)
        : text(`did you mean ${near}?`, `是不是想写 ${near}？`),
    );
  },
});

/** A choice by other names too, which help does not list. */
export const choiceBy = <const C extends string>(
  names: Readonly<Record<string, C>>,
  value: Value<C>,
): Value<C> => ({
  ...value,
  parse: (word, place) => names[word.toLowerCase()] ?? value.parse(word.toLowerCase(), place),
});

export const count: Value<number> = {
  placeholder: 'N',
  json: 'integer',
  parse: (word) => {
    const value = Number(word);
    if (/^\d+$/.test(word) && value >= 1 && Number.isSafeInteger(value)) return value;
    throw new BadValue(text('it must be a whole number of 1 or more', '必须是不小于 1 的整数'));
  },
};

export const word = (placeholder: string, completes?: 'target'): Value<string> => ({
  placeholder,
  json: 'string',
  parse: (given) => {
    if (given === '') throw new BadValue(text('it is empty', '不能为空'));
    return given;
  },
  ...(completes && { completes }),
});

function toPath(given: string, { base, home }: Place): string {
  if (given === '') throw new BadValue(text('it is empty', '不能为空'));
  if (/[\0-\x1f\x7f]/.test(given)) {
    throw new BadValue(text('a control character stands in it', '其中含有控制字符'));
  }
  if (given === '~' || given.startsWith('~/')) return resolve(home, `.${given.slice(1)}`);
  return isAbsolute(given) ? resolve(given) : resolve(base, given);
}

export const file: Value<string> = {
  placeholder: 'FILE',
  json: 'string',
  completes: 'file',
  parse: toPath,
};

/** `-` means standard input. */
export const fileOrStdin: Value<string> = {
  ...file,
  placeholder: 'FILE|DIR|-',
  parse: (given, place) => (given === '-' ? '-' : toPath(given, place)),
};

/** A folder may be written with a slash behind it, and keeps it. */
export const fileOrFolder: Value<string> = {
  ...file,
  placeholder: 'FILE|DIR',
  parse: (given, place) => `${toPath(given, place)}${/[^/]\/+$/.test(given) ? '/' : ''}`,
};

const UNITS = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 } as const;

/** `500M`, `2G`, or bytes. */
export const size: Value<number> = {
  placeholder: 'SIZE',
  json: 'string',
  parse: (word) => {
    const [, digits, unit = ''] = /^(\d{1,12}(?:\.\d{1,3})?)([kmg]?)(?:i?b)?$/i.exec(word.trim()) ?? [];
    const factor = UNITS[unit.toLowerCase() as keyof typeof UNITS];
    if (digits === undefined || factor === undefined)
      throw new BadValue(text('it must read like 500M or 2G', '应写成 500M 或 2G 的形式'));
    return Math.round(Number(digits) * factor);
  },
};

export const folder: Value<string> = {
  placeholder: 'DIR',
  json: 'string',
  completes: 'folder',
  parse: (given, place) => {
    const path = toPath(given, place);
    if (place.isFile(path)) throw new BadValue(text('it is a file, not a folder', '它是文件，不是目录'));
    return path;
  },
};

/** RFC 3986 scheme, or git's `user@host:path`. */
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/|[\w.-]+@[\w.-]+:)/i;

const toOrigin = (given: string, place: Place): string =>
  ADDRESS.test(given) ? given : toPath(given, place);

export const origin = (...words: readonly string[]): Value<string> => ({
  placeholder: [...words, 'DIR', 'FILE', 'URL[#ref]'].join('|'),
  json: 'string',
  completes: 'file',
  parse: (given, place) => (words.includes(given) ? given : toOrigin(given, place)),
});

export const targetOrigin: Value<readonly [string, string]> = {
  placeholder: 'TARGET=DIR|FILE|URL[#ref]',
  json: 'string',
  parse: (given, place) => {
    const [, name, where] = /^([^=]+)=(.+)$/s.exec(given) ?? [];
    if (name !== undefined && where !== undefined) return [name, toOrigin(where, place)];
    throw new BadValue(
      text('it must read TARGET=DIR, TARGET=FILE or TARGET=URL', '应写成 目标=目录、目标=文件 或 目标=网址'),
    );
  },
};

export const mirror: Value<string> = { ...word('BASE'), parse: toOrigin };

/** A folder, or an address that the store's files stand behind. */
export const store: Value<string> = {
  placeholder: 'DIR|URL',
  json: 'string',
  completes: 'folder',
  parse: (given, place) => {
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(given)) return toPath(given, place);
    if (!/^(https?|file):$/i.test(new URL(given).protocol))
      throw new BadValue(text('it must be a folder, http or https', '必须是目录、http 或 https'));
    if (/[?#]/.test(given)) throw new BadValue(text('a ? or # stands in it', '其中含有 ? 或 #'));
    return given;
  },
};

export const features: Value<Readonly<Record<string, boolean>>> = {
  placeholder: 'a,b,-c',
  json: 'string',
  parse: (given) => {
    const chosen: Record<string, boolean> = {};
    for (const part of given.split(',').map((one) => one.trim())) {
      const [, sign, name] = /^([+-]?)([a-z0-9][a-z0-9_-]*)$/i.exec(part) ?? [];
      if (name === undefined) {
        throw new BadValue(text(`“${part}” is no feature's name`, `“${part}”不是功能名`));
      }
      chosen[name] = sign !== '-';
    }
    return chosen;
  },
};

export const findingKey: Value<string> = {
  placeholder: 'CODE[:SUBJECT]',
  json: 'string',
  parse: (given) => {
    const code = given.split(':', 1)[0]!;
    if ((CODES as readonly string[]).includes(code)) return given;
    const near = nearest(code, CODES);
    throw new BadValue(
      near === null
        ? text(`there is no diagnosis code ${code}`, `没有诊断代码 ${code}`)
        : text(
            `there is no diagnosis code ${code}; did you mean ${near}?`,
            `没有诊断代码 ${code}；是不是想写 ${near}？`,
          ),
    );
  },
};
