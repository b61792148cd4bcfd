import { type ByteSource, pagedSource } from '../formats/bytes.ts';
import type { Answer, FileStat, Probe } from '../host/host.ts';

/** A regular file whose bytes are read where they are needed. */
export interface OpenFile {
  readonly stat: FileStat;
  readonly source: ByteSource;
}

/** `io` for folders, pipes and devices; `denied` where its first bytes may not be read. */
export function openFile(probe: Probe, path: string): Answer<OpenFile> {
  const stat = probe.stat(path);
  if (!stat.ok) return stat;
  if (stat.value.kind !== 'file') return { ok: false, fault: 'io' };
  let fault: Answer<Uint8Array> | null = null;
  const source = pagedSource(stat.value.size, (offset, length) => {
    const bytes = probe.readRange(path, offset, length);
    if (bytes.ok) return bytes.value;
    fault = bytes;
    return new Uint8Array(0);
  });
  source.read(0, 1);
  return fault ?? { ok: true, value: { stat: stat.value, source } };
}
