import type { Fix, Risk } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';

/** The right that everybody needs on a library's file or on a folder above it. */
export function readableFix(ask: Ask, blocked: string, risk: Risk): Fix {
  const stat = ask.probe.stat(blocked);
  const isFolder = stat.ok && stat.value.kind === 'directory';
  const old = stat.ok ? stat.value.mode.toString(8) : null;
  return {
    title: text(`Let everybody read ${blocked}`, `允许所有用户读取 ${blocked}`),
    commands: [['chmod', isFolder ? 'a+rx' : 'a+r', blocked]],
    needsRoot: ask.probe.self.uid !== (stat.ok ? stat.value.uid : 0),
    automatic: true,
    risk,
    ...(old !== null && { undo: [['chmod', old, blocked]] }),
  };
}
