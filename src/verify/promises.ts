import { type Text, text } from '../core/text.ts';
import { type Account, accountOf, type Entry, hasMark, lostOf, sentAfter } from './ledger.ts';

/** A case with a fault: what ZeroMQ promises for it, and whether a ledger keeps that. */
export interface FaultCase {
  /** `FAULT PATTERN`, as the program takes it. */
  readonly id: string;
  readonly promise: Text;
  /** What of the promise is broken; empty where it is kept. */
  readonly broken: (entries: readonly Entry[]) => readonly Text[];
}

type Judge = (entries: readonly Entry[], account: Account) => Text | null;

const whole: Judge = (_, { corrupt }) =>
  corrupt === 0 ? null : text(`${corrupt} arrived with a wrong digest`, `${corrupt} 条消息到达时摘要不符`);
const noneLost: Judge = (_, { lost }) => (lost === 0 ? null : text(`${lost} were lost`, `丢失了 ${lost} 条`));
const inOrder: Judge = (_, { outOfOrder }) =>
  outOfOrder === 0 ? null : text(`${outOfOrder} arrived out of order`, `${outOfOrder} 条乱序到达`);
const noneTwice: Judge = (_, { duplicated }) =>
  duplicated === 0 ? null : text(`${duplicated} arrived twice`, `${duplicated} 条重复到达`);
const allAcknowledged: Judge = (_, { sent, acknowledged }) =>
  sent === acknowledged
    ? null
    : text(
        `${sent - acknowledged} of ${sent} were never acknowledged`,
        `${sent} 条中有 ${sent - acknowledged} 条始终未得到确认`,
      );
/** An acknowledgement for what never arrived is the worst that can happen. */
const acknowledgedArrived: Judge = (entries) => {
  const lost = new Set(lostOf(entries));
  const lied = entries.filter((entry) => entry.what === 'acked' && lost.has(entry.id)).length;
  return lied === 0 ? null : text(`${lied} were acknowledged and lost`, `${lied} 条已确认却丢失`);
};
const faulted: Judge = (entries) =>
  hasMark(entries, 'cut') && hasMark(entries, 'back')
    ? null
    : text('it did not go on after the fault', '故障之后没有恢复');
/** What is sent when the consumer is back arrives. */
const goesOn: Judge = (entries) => {
  const after = sentAfter(entries, 'back');
  const lost = lostOf(entries).filter((id) => after.has(id)).length;
  if (after.size === 0) return text('nothing was sent after the fault', '故障之后没有发出任何消息');
  return lost === 0
    ? null
    : text(`${lost} that were sent after it was back were lost`, `恢复之后发出的消息丢失了 ${lost} 条`);
};
/** What is lost is one gap: nothing before it is missing, nothing behind it. */
const oneGap: Judge = (entries) => {
  const lost = lostOf(entries);
  const [first = 0] = lost;
  const last = lost.at(-1) ?? -1;
  return lost.length === 0 || last - first + 1 === lost.length
    ? null
    : text('what was lost is more than one gap', '丢失的消息不止一段');
};
const wasBlocked: Judge = (entries) =>
  hasMark(entries, 'blocked')
    ? null
    : text('the producer was never stopped by the high-water mark', '高水位标记始终没有让发送方停下');
const neverBlocked: Judge = (entries) =>
  hasMark(entries, 'blocked') ? text('the publisher was stopped', '发布方被阻塞') : null;
const someDropped: Judge = (_, { lost }) =>
  lost > 0
    ? null
    : text(
        'nothing was dropped: the high-water mark had no effect',
        '没有丢弃任何消息：高水位标记没有起作用',
      );
const someArrived: Judge = (_, { received }) =>
  received > 0 ? null : text('nothing arrived', '没有收到任何消息');
const twiceAsSent: Judge = (_, { duplicated, resent }) =>
  duplicated === resent
    ? null
    : text(
        `${resent} were sent twice, ${duplicated} arrived twice`,
        `重复发送 ${resent} 条，重复到达 ${duplicated} 条`,
      );

const judged =
  (...judges: readonly Judge[]): FaultCase['broken'] =>
  (entries) => {
    const account = accountOf(entries);
    return [someArrived, whole, ...judges].flatMap((judge) => judge(entries, account) ?? []);
  };

/**
 * Sources: zmq_socket(3) on what PUSH, PUB and REQ do without a peer and at the high-water mark; the guide's chapter on
 * reliable request-reply (Lazy Pirate). Order is promised between two sockets as long as their connection lasts.
 */
export const FAULT_CASES: readonly FaultCase[] = [
  {
    id: 'link-cut push-pull',
    promise: text(
      'PUSH/PULL alone may lose what is under way when the link breaks; the rest arrives, in order and once',
      '单独使用 PUSH/PULL 时，链路中断瞬间在途的消息可能丢失；其余按序到达且只到达一次',
    ),
    broken: judged(faulted, oneGap, goesOn, inOrder, noneTwice),
  },
  {
    id: 'link-cut push-pull-acknowledged',
    promise: text(
      'with acknowledgements and resending nothing is lost; what arrives twice is dropped by its id',
      '加上确认与重发后不会丢失；重复到达的按编号丢弃',
    ),
    broken: judged(faulted, noneLost, acknowledgedArrived, allAcknowledged),
  },
  {
    id: 'link-cut req-rep',
    promise: text(
      'every request is answered when it is asked again on a new socket (Lazy Pirate)',
      '换新套接字重发请求（Lazy Pirate），每个请求最终都得到应答',
    ),
    broken: judged(faulted, noneLost, acknowledgedArrived, allAcknowledged, inOrder),
  },
  {
    id: 'link-cut pub-sub',
    promise: text(
      'PUB/SUB loses what is published while the link is cut, as one gap; the subscription comes back by itself',
      'PUB/SUB 会丢失链路中断期间发布的消息（仅一段）；订阅会自动恢复',
    ),
    broken: judged(faulted, oneGap, goesOn, inOrder, noneTwice),
  },
  {
    id: 'consumer-killed push-pull-acknowledged',
    promise: text(
      'what the killed consumer had in hand is sent again: nothing is lost',
      '被杀死的消费者手中未处理的消息会重发：不会丢失',
    ),
    broken: judged(faulted, noneLost, acknowledgedArrived, allAcknowledged),
  },
  {
    id: 'consumer-killed pub-sub',
    promise: text(
      'a subscriber that was killed misses what is published until it is back, as one gap',
      '被杀死的订阅者会错过恢复之前发布的消息（仅一段）',
    ),
    broken: judged(faulted, oneGap, goesOn, inOrder, noneTwice),
  },
  {
    id: 'overrun push-pull',
    promise: text(
      'PUSH is stopped at the high-water mark; all that it took arrives, in order and once',
      'PUSH 到达高水位标记时停下；已接受的消息全部按序到达且只到达一次',
    ),
    broken: judged(wasBlocked, noneLost, inOrder, noneTwice),
  },
  {
    id: 'overrun pub-sub',
    promise: text(
      'PUB is never stopped and drops what does not fit; what arrives is in order, and it goes on when there is room',
      'PUB 从不阻塞，放不下的消息被丢弃；到达的消息保持顺序，有空间后继续送达',
    ),
    broken: judged(neverBlocked, someDropped, goesOn, inOrder, noneTwice),
  },
  {
    id: 'sent-twice push-pull',
    promise: text(
      'ZeroMQ delivers what is sent twice twice; the consumer drops it by its id',
      '发送两次的消息会送达两次；消费者按编号丢弃重复的',
    ),
    broken: judged(noneLost, twiceAsSent, inOrder),
  },
];
