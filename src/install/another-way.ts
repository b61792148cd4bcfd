import type { Finding } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import type { Paths } from '../host/paths.ts';
import type { Prepared } from './preparation.ts';
import { dropProduct } from './products.ts';
import { ProofFailed } from './proof.ts';
import { DamagedProduct } from './run.ts';
import { olderRelease } from './settle.ts';
import type { NotTaken } from './store/second.ts';
import type { Request } from './understanding.ts';

/** How a run that failed may still come to its end, planned again. */
export interface AnotherWay {
  readonly request: Request;
  readonly note: Text;
  /** For the result: what a second store did. */
  readonly findings: readonly Finding[];
}

const innermost = <E extends Error>(error: unknown, kind: abstract new (...given: never[]) => E): E | null =>
  error instanceof kind ? error : error instanceof Error ? innermost(error.cause, kind) : null;

/** An entry of a signed store that is not what the list says. */
const damagedEntry = (library: string, { where, why }: NotTaken): Finding => ({
  code: 'source.checksum-mismatch',
  subject: where,
  severity: 'warning',
  title: text(
    `The build of ${library} in a second cache is not the one that was signed; it was not used`,
    `另一处缓存中 ${library} 的构建产物与签名清单不符，未予使用`,
  ),
  cause: why,
  evidence: [{ kind: 'file', where, text: why.en }],
  consequences: [],
  fixes: [],
});

function withoutProduct({ library, notTaken }: DamagedProduct): Pick<AnotherWay, 'note' | 'findings'> {
  if (notTaken === null)
    return {
      note: text(
        `The cached build of ${library} was damaged and has been thrown away; building anew`,
        `${library} 的缓存构建已损坏并被丢弃；重新构建`,
      ),
      findings: [],
    };
  const { where, why, kind } = notTaken;
  return {
    note: text(
      `${where} is not used (${why.en}); building ${library} from source`,
      `不使用 ${where}（${why['zh-CN']}）；从源码构建 ${library}`,
    ),
    findings: kind === 'damaged' ? [damagedEntry(library, notTaken)] : [],
  };
}

/** What was built elsewhere or long ago may not go with this machine; what this machine builds from source does. */
function withoutRestored(
  host: Host,
  paths: Paths,
  { plan, stores }: Prepared,
  failed: ProofFailed,
): Text | null {
  const restored = plan.libraries.filter(({ action }) => action === 'restore');
  // What the environment does to programs, it does to those of a new build too.
  if (restored.length === 0 || failed.findings[0]?.code.startsWith('env.') === true) return null;
  for (const { key } of restored) {
    if (key === null) continue;
    dropProduct(host, paths.products, key);
    stores.forget(key);
  }
  const names = restored.map(({ name }) => name);
  return text(
    `What came from the cache does not pass its proof here (${names.join(', ')}); building anew`,
    `取自缓存的构建产物未通过本机验证（${names.join('、')}）；重新构建`,
  );
}

/** What to do after a failure that has another way out; null where there is none. */
export function anotherWay(
  error: unknown,
  prepared: Prepared,
  { host, paths }: { readonly host: Host; readonly paths: Paths },
): AnotherWay | null {
  const { request, resolved } = prepared;
  const older = olderRelease(error, resolved, request.targets);
  if (older !== null)
    return {
      request: { ...request, settled: new Map(request.settled).set(older.library, older.version) },
      note: older.note,
      findings: [],
    };
  const damaged = innermost(error, DamagedProduct);
  if (damaged !== null) return { request, ...withoutProduct(damaged) };
  const failed = innermost(error, ProofFailed);
  const note = failed === null ? null : withoutRestored(host, paths, prepared, failed);
  return note === null ? null : { request, note, findings: [] };
}
