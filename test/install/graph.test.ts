import { describe, expect, it } from 'vitest';
import { inOrder, runGraph } from '../../src/install/graph.ts';

const node = (id: string, ...after: string[]) => ({ id, after });
const never = new AbortController().signal;
const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('a graph of stages', () => {
  it('starts a node when all before it are done, and not sooner', async () => {
    const events: string[] = [];
    await runGraph(
      [node('c', 'a', 'b'), node('a'), node('b')],
      async ({ id }) => {
        events.push(`${id} starts`);
        await tick();
        events.push(`${id} ends`);
      },
      never,
    );
    expect(events.slice(0, 2)).toEqual(['a starts', 'b starts']);
    expect(events.slice(-2)).toEqual(['c starts', 'c ends']);
  });

  it('does not wait for a stage that is not needed here', async () => {
    const ran: string[] = [];
    await runGraph([node('a', 'packages')], async ({ id }) => void ran.push(id), never);
    expect(ran).toEqual(['a']);
  });

  it('stops the others at the first failure, waits until they rest, and starts nothing more', async () => {
    const events: string[] = [];
    const work = runGraph(
      [node('fails'), node('long'), node('next', 'fails'), node('later', 'long')],
      async ({ id }, signal) => {
        events.push(id);
        if (id === 'fails') throw new Error('first');
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        await tick();
        events.push('long rests');
        throw new Error('second');
      },
      never,
    );
    await expect(work).rejects.toThrow('first');
    expect(events).toEqual(['fails', 'long', 'long rests']);
  });

  it('is stopped from outside', async () => {
    const outer = new AbortController();
    const reasons: unknown[] = [];
    const work = runGraph(
      [node('a'), node('b', 'a')],
      async (_, signal) => {
        outer.abort('SIGINT');
        reasons.push(signal.reason);
      },
      outer.signal,
    );
    await work;
    expect(reasons).toEqual(['SIGINT']);
  });

  it('tells stages that wait for each other', () => {
    expect(() => inOrder([node('a', 'b'), node('b', 'a')])).toThrow(/a -> b -> a/);
  });
});
