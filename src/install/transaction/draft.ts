import type { Host } from '../../host/host.ts';
import { type FileRecord, foldersAbove, placeOf, recordOf } from '../files.ts';
import type { Displaced, Manifest } from '../manifest.ts';
import type { Guard } from './guard.ts';
import type { Act } from './journal-model.ts';
import { exists, type Layout } from './layout.ts';
import { type Names, namesFor } from './names.ts';

/** Bytes on their way into the prefix: a staged file, a text of ours, or (for a link) nothing but its record. */
export interface Arrival {
  readonly record: FileRecord;
  readonly source: string | null;
  readonly text?: string;
}

/** The acts of a transaction as they are being decided. Asks the machine, changes nothing. */
export class Draft {
  readonly mkdirs: string[] = [];
  readonly moves: Act[] = [];
  readonly copies: { readonly arrival: Arrival; readonly to: string }[] = [];
  /** Files of others that are kept until ours go, by path. */
  readonly displaced: Map<string, Displaced>;
  readonly #names: Names;

  constructor(
    private readonly host: Host,
    private readonly layout: Layout,
    private readonly guard: Guard,
    old: Manifest | null,
  ) {
    this.#names = namesFor(host, layout);
    this.displaced = new Map((old?.displaced ?? []).map((entry) => [entry.path, entry]));
  }

  get acts(): Act[] {
    return [...this.mkdirs.map((path): Act => ({ act: 'mkdir', path })), ...this.moves];
  }

  get strays(): readonly string[] {
    return this.#names.strays;
  }

  #folders(path: string): void {
    if (path.startsWith('/')) return;
    for (const folder of foldersAbove(path).reverse())
      if (!this.mkdirs.includes(folder) && !this.guard.folder(folder)) this.mkdirs.push(folder);
  }

  arrive(arrival: Arrival): void {
    const { path } = arrival.record;
    this.#folders(path);
    const to = this.#names.incoming(path);
    this.copies.push({ arrival, to });
    this.moves.push({ act: 'move', from: to, to: path, placed: arrival.record });
  }

  /** Out of the way until the proof, then gone. */
  setAside(path: string, from = path): void {
    this.moves.push({ act: 'move', from, to: this.#names.aside(path) });
  }

  /** Out of the way until our file goes. What was kept for this path before has been overwritten by its owner meanwhile. */
  displace(path: string): void {
    this.forget(path);
    const kept = this.#names.kept(path);
    this.moves.push({ act: 'move', from: path, to: kept });
    this.displaced.set(path, { path, kept });
  }

  /** What is kept for `path` is wanted no more. */
  forget(path: string): void {
    const entry = this.displaced.get(path);
    this.displaced.delete(path);
    if (entry !== undefined && exists(this.host, placeOf(this.layout.prefix, entry.kept)))
      this.setAside(path, entry.kept);
  }

  /** Puts back what is kept for `path`; whether there was something. */
  async giveBack(path: string): Promise<boolean> {
    const entry = this.displaced.get(path);
    if (entry === undefined) return false;
    this.displaced.delete(path);
    const record = await recordOf(this.host, placeOf(this.layout.prefix, entry.kept), path);
    if (record === null) return false;
    this.#folders(path);
    this.moves.push({ act: 'move', from: entry.kept, to: path, placed: record });
    return true;
  }
}
