import { text } from '../core/text.ts';
import { BadValue, choice, count, type Value } from './values.ts';

// Kinds of values that say what is measured, and how.

/** Words with commas between, each one of a few; each once. */
export const choices = <const C extends string>(...all: readonly C[]): Value<readonly C[]> => {
  const one = choice(...all);
  return {
    placeholder: `${all.slice(0, 2).join(',')},…`,
    json: 'string',
    parse: (given, place) => {
      const parsed = given.split(',').map((part) => {
        try {
          return one.parse(part.trim(), place);
        } catch (error) {
          if (!(error instanceof BadValue) || !given.includes(',')) throw error;
          const { en, 'zh-CN': zh } = error.why;
          throw new BadValue(text(`“${part.trim()}”: ${en}`, `“${part.trim()}”：${zh}`));
        }
      });
      return [...new Set(parsed)];
    },
  };
};

/** A whole number of things, no more than so many. */
export const countUpTo = (most: number): Value<number> => ({
  ...count,
  parse: (given, place) => {
    const value = count.parse(given, place);
    if (value <= most) return value;
    throw new BadValue(text(`it must be ${most} or less`, `不能大于 ${most}`));
  },
});

const BINARY: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 * 1024 };
const LARGEST_MESSAGE = 64 * 1024 * 1024;

/** Sizes of messages in bytes, with commas between: `1,100,1K,64KB,1M`; K is 1024. */
export const sizes: Value<readonly number[]> = {
  placeholder: 'BYTES,…',
  json: 'string',
  parse: (given) => {
    const all = given.split(',').map((part) => {
      const [, digits, unit = ''] = /^(\d{1,9})(|k|m)(?:i?b)?$/i.exec(part.trim()) ?? [];
      const bytes = Number(digits) * (BINARY[unit.toLowerCase()] ?? Number.NaN);
      if (bytes >= 1 && bytes <= LARGEST_MESSAGE) return bytes;
      throw new BadValue(
        text(
          `“${part.trim()}” is no size from 1 to 64M; write it like 64, 1K or 1M`,
          `“${part.trim()}”不是 1 到 64M 之间的大小；请写成 64、1K 或 1M`,
        ),
      );
    });
    return [...new Set(all)].sort((a, b) => a - b);
  },
};

const TIME_UNITS: Readonly<Record<string, number>> = { '': 1000, s: 1000, ms: 1 };

/** A time as whole milliseconds: `0.2`, `2s`, `200ms`; seconds where no unit is given. */
export const time = (leastMs: number, mostMs: number): Value<number> => ({
  placeholder: 'SECONDS',
  json: 'string',
  parse: (given) => {
    const [, digits, unit = ''] = /^(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})\s*(|s|ms)$/.exec(given.trim()) ?? [];
    const ms = Math.round(Number(digits) * (TIME_UNITS[unit] ?? Number.NaN));
    if (ms >= leastMs && ms <= mostMs) return ms;
    throw new BadValue(
      text(
        `it is a time from ${leastMs / 1000} to ${mostMs / 1000} seconds, like 0.5, 2s or 200ms`,
        `应为 ${leastMs / 1000} 到 ${mostMs / 1000} 秒之间的时间，例如 0.5、2s 或 200ms`,
      ),
    );
  },
});
