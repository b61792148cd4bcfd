/** What a graph is made of: an id, and the ids that must be done before. */
export interface Node {
  readonly id: string;
  readonly after: readonly string[];
}

/**
 * Runs every node as soon as all before it are done; what does not depend on each other runs side by side. The first
 * failure aborts the rest (through the signal that each gets) and is thrown when all have come to rest. A node whose
 * `after` names nothing of the graph waits for nothing: that stage is not needed on this machine.
 */
export async function runGraph<N extends Node>(
  nodes: readonly N[],
  run: (node: N, signal: AbortSignal) => Promise<void>,
  outer: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const onOuter = (): void => stop.abort(outer.reason);
  if (outer.aborted) onOuter();
  outer.addEventListener('abort', onOuter, { once: true });
  const ids = new Set(nodes.map(({ id }) => id));
  const ends = new Map<string, Promise<void>>();
  let failure: { readonly error: unknown } | undefined;

  const start = async (node: N): Promise<void> => {
    await Promise.all(node.after.filter((id) => ids.has(id)).map((id) => ends.get(id)));
    if (stop.signal.aborted) return;
    try {
      await run(node, stop.signal);
    } catch (error) {
      failure ??= { error };
      stop.abort(error);
    }
  };
  for (const node of inOrder(nodes)) ends.set(node.id, start(node));
  await Promise.all(ends.values());
  outer.removeEventListener('abort', onOuter);
  if (failure !== undefined) throw failure.error;
}

/** Each node behind those that it waits for. Throws where they wait for each other: a planner's bug. */
export function inOrder<N extends Node>(nodes: readonly N[]): readonly N[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const done = new Set<string>();
  const order: N[] = [];
  const visit = (node: N, way: readonly string[]): void => {
    if (done.has(node.id)) return;
    if (way.includes(node.id))
      throw new Error(`stages wait for each other: ${[...way, node.id].join(' -> ')}`);
    for (const id of node.after) {
      const before = byId.get(id);
      if (before !== undefined) visit(before, [...way, node.id]);
    }
    done.add(node.id);
    order.push(node);
  };
  for (const node of nodes) visit(node, []);
  return order;
}
