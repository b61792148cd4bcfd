import { type Text, text, verbatim } from '../../core/text.ts';
import type { Delivery } from '../../verify/try-faults.ts';
import { clean } from '../clean.ts';
import type { Style } from '../style.ts';
import { pad, width, wrap } from '../width.ts';

const TITLE = text('Messages under faults', '故障下的消息');
const BROKEN = text('PROMISE BROKEN', '承诺未兑现');

type Column = 'sent' | 'received' | 'lost' | 'duplicated' | 'outOfOrder';
const COLUMNS: readonly (readonly [Column, Text])[] = [
  ['sent', text('sent', '发送')],
  ['received', text('received', '收到')],
  ['lost', text('lost', '丢失')],
  ['duplicated', text('twice', '重复')],
  ['outOfOrder', text('reordered', '乱序')],
];

/** Words of a case's id, in the order of reading. */
const CASES: Readonly<Record<string, Text>> = {
  'link-cut': text('link cut', '链路中断'),
  'consumer-killed': text('consumer killed', '消费者被杀死'),
  overrun: text('consumer too slow', '消费者过慢'),
  'sent-twice': text('sent twice', '重复发送'),
  'push-pull': verbatim('PUSH/PULL'),
  'push-pull-acknowledged': text('PUSH/PULL with acks', '带确认的 PUSH/PULL'),
  'req-rep': verbatim('REQ/REP'),
  'pub-sub': verbatim('PUB/SUB'),
};

const caseName = (id: string, { lang }: Style): string =>
  id
    .split(' ')
    .map((word) => CASES[word]?.[lang] ?? clean(word))
    .join(lang === 'en' ? ', ' : '，');

const right = (words: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - width(words))) + words;

/** A table of numbers, under each row what ZeroMQ promises for it. */
export function deliveryLines(deliveries: readonly Delivery[], style: Style): string[] {
  if (deliveries.length === 0) return [];
  const names = deliveries.map(({ case: id }) => caseName(id, style));
  const first = Math.max(width(TITLE[style.lang]), ...names.map((name) => width(name) + 2));
  const widths = COLUMNS.map(([column, title]) =>
    Math.max(width(title[style.lang]), ...deliveries.map((one) => String(one[column]).length)),
  );
  const row = (name: string, cells: readonly string[]): string =>
    `${pad(name, first)}  ${cells.map((cell, index) => right(cell, widths[index] ?? 0)).join('  ')}`;
  return [
    '',
    style.bold(
      row(
        TITLE[style.lang],
        COLUMNS.map(([, title]) => title[style.lang]),
      ),
    ),
    ...deliveries.flatMap((delivery, index) => {
      const line = row(
        `  ${names[index]}`,
        COLUMNS.map(([column]) => String(delivery[column])),
      );
      return [
        delivery.kept ? line : style.red(`${line}  ${BROKEN[style.lang]}`),
        ...wrap(clean(delivery.promise[style.lang]), style.columns - 6).map((words) =>
          style.dim(`    ${words}`),
        ),
      ];
    }),
  ];
}
