import type { Finding } from '../core/finding.ts';
import { BINARY_TITLE } from '../doctor/loads-well.ts';
import { otherSystemFinding } from '../doctor/named/other-system.ts';
import { scriptFinding } from '../doctor/named/script.ts';
import { startFinding } from '../doctor/named/start.ts';
import { tornFinding } from '../doctor/named/torn.ts';
import { unopenedFinding } from '../doctor/named/unopened.ts';
import type { Ask } from '../facts/ask.ts';
import type { BinaryReport } from '../facts/binary.ts';
import type { Check, Scope } from '../facts/check.ts';
import { binaryViews } from '../facts/stack/binaries.ts';

async function findingOf(ask: Ask, scope: Scope, report: BinaryReport): Promise<Finding | null> {
  switch (report.kind) {
    case null:
      return unopenedFinding(ask, scope, report);
    case 'torn':
      return tornFinding(ask, scope, report);
    case 'script':
      return scriptFinding(ask, report);
    case 'windows':
    case 'macos':
      return otherSystemFinding(ask, report, report.kind) ?? startFinding(ask, report);
    default:
      return startFinding(ask, report);
  }
}

/** Programs named with `--binary` are of a kind that this machine starts. */
const binary: Check = {
  id: 'binary',
  title: BINARY_TITLE,
  codes: [
    'runtime.interpreter-missing',
    'runtime.wrong-architecture',
    'runtime.cpu-unsupported',
    'library.unreadable',
    'library.broken-link',
    'library.corrupt',
    'source.line-endings',
  ],
  judge: async (ask, scope) => {
    const views = binaryViews(ask, scope);
    const findings = await Promise.all(views.map(({ report }) => findingOf(ask, scope, report)));
    return findings.filter((finding) => finding !== null);
  },
};

export default binary;
