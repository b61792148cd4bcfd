import type { Host } from '../host/host.ts';

/** What was at a path before. */
type Before =
  | { readonly path: string; readonly was: 'missing' | 'empty' }
  | { readonly path: string; readonly was: 'file'; readonly kept: string; readonly mode: number };

/** Files outside the prefix that a run changes, as they were: in a user's Go module, or a folder that the run makes. */
export class Guard {
  readonly #before: Before[] = [];

  /** `folder`: one of the run's own, for the copies. */
  constructor(
    private readonly host: Host,
    private readonly folder: string,
  ) {}

  keep(path: string): void {
    const { host } = this;
    const stat = host.lstat(path);
    if (!stat.ok) {
      if (stat.fault === 'missing') this.#before.push({ path, was: 'missing' });
    } else if (stat.value.kind === 'file') {
      host.mkdir(this.folder);
      const kept = `${this.folder}/${this.#before.length}`;
      host.copyFile(path, kept);
      this.#before.push({ path, was: 'file', kept, mode: stat.value.mode });
    } else if (stat.value.kind === 'directory') {
      const names = host.readdir(path);
      if (names.ok && names.value.length === 0) this.#before.push({ path, was: 'empty' });
    }
  }

  /** Puts everything back, the last first. What cannot be put back is left; whether all was. */
  putBack(): boolean {
    let all = true;
    for (const before of this.#before.splice(0).reverse()) {
      try {
        this.#restore(before);
      } catch {
        all = false;
      }
    }
    return all;
  }

  #restore(before: Before): void {
    const { host } = this;
    const { path } = before;
    if (before.was === 'missing') host.remove(path);
    else if (before.was === 'file') {
      host.copyFile(before.kept, path);
      host.chmod(path, before.mode);
    } else {
      const names = host.readdir(path);
      for (const name of names.ok ? names.value : []) host.remove(`${path}/${name}`);
    }
  }
}
