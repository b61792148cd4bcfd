import type { Evidence, Finding } from '../core/finding.ts';
import { RULES } from '../generated/rules.ts';
import { CATALOGUE } from './catalogue.ts';
import { choose } from './choose.ts';
import { Condenser, type RawLine, STRONG, WEAK } from './condense.ts';
import type { ExplainOptions } from './explain-options.ts';
import { findingOf } from './finding.ts';
import { hitsOf } from './hits.ts';
import { legible } from './legacy.ts';
import { Log } from './log.ts';
import type { LogRule } from './rule.ts';
import { type Scanner, scannerOf } from './scanner.ts';
import { settled } from './settled.ts';
import { anchorsOf, type Translate, translator } from './translate.ts';
import { triggersOf } from './triggers.ts';
import { unknownFinding } from './unknown.ts';
import { unwrapped } from './unwrapped.ts';
import { WINDOWS } from './windows-messages.ts';

let scanner: Scanner | null = null;
let translate: Translate | null = null;
let rules: readonly LogRule[] | null = null;

/** Built on first use: a command that explains nothing pays nothing. */
const tools = () => {
  rules ??= RULES.flat();
  translate ??= translator(CATALOGUE, WINDOWS);
  if (scanner === null) {
    const { strong, weak } = triggersOf(rules, anchorsOf(CATALOGUE, WINDOWS));
    scanner = scannerOf(
      new Map([
        [STRONG, strong],
        [WEAK, weak],
      ]),
    );
  }
  return { scanner, translate, rules };
};

/** A log that is read piece by piece; memory does not grow with it. */
export class Explainer {
  readonly #condenser = new Condenser(tools().scanner);

  push(chunk: Uint8Array): void {
    this.#condenser.push(chunk);
  }

  /** @returns one finding, or none where the log shows no failure. */
  end(options: ExplainOptions): Finding[] {
    const { lines, condensed } = this.#condenser.end();
    return findingsOf(lines, condensed, options);
  }
}

function findingsOf(lines: readonly RawLine[], condensed: boolean, options: ExplainOptions): Finding[] {
  const { translate } = tools();
  const log = new Log(unwrapped(legible(lines, translate)), translate, condensed);
  const seen = hitsOf(log, tools().rules);
  const hits = settled(log, seen);
  const answer = choose(hits);
  if (answer) return [findingOf(answer, hits, options)];
  const unknown = unknownFinding(log, new Set(seen.map(({ line }) => line)), options);
  return unknown ? [unknown] : [];
}

/** A log as bytes. */
export function explainBytes(bytes: Uint8Array, options: ExplainOptions): Finding[] {
  const explainer = new Explainer();
  explainer.push(bytes);
  return explainer.end(options);
}

/** A log as lines, e.g. what a command that we ran has printed. */
export const explainLines = (lines: readonly string[], options: ExplainOptions): Finding[] =>
  explainBytes(new TextEncoder().encode(lines.join('\n')), options);

export type { Evidence };
