import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { text } from '../../core/text.ts';
import type { FileRecord } from '../files.ts';
import type { Manifest, Product } from '../manifest.ts';
import type { Arrival } from './draft.ts';
import type { CommitRequest, StagedProduct, UninstallRequest } from './request.ts';
import type { StagedFile } from './staged.ts';

/** What the prefix shall hold afterwards. */
export interface Goal {
  readonly products: readonly Product[];
  /** Where the files of products that are new or replaced come from. */
  readonly arrivals: readonly Arrival[];
  /** The loader's file as it shall be (a record: as it is); null where none shall be ours. */
  readonly loaderConf: { readonly path: string; readonly text: string } | FileRecord | null;
  /** Folders that were made to hold the records (absolute). */
  readonly parents: readonly string[];
}

interface Staged {
  readonly product: StagedProduct;
  readonly files: readonly StagedFile[];
}

/** Two libraries may bring the same file only where it is the same. */
function refuseClashes(products: readonly Product[]): void {
  const seen = new Map<string, { file: FileRecord; by: string }>();
  const digest = (file: FileRecord): string => (file.type === 'file' ? file.sha256 : file.target);
  for (const { name, files } of products) {
    for (const file of files) {
      const other = seen.get(file.path);
      if (other !== undefined && digest(other.file) !== digest(file)) {
        throw new SetupError(
          EXIT.stageFailed,
          text(
            `${other.by} and ${name} both install ${file.path}, with different content`,
            `${other.by} 与 ${name} 都安装 ${file.path}，但内容不同`,
          ),
        );
      }
      seen.set(file.path, { file, by: name });
    }
  }
}

/** The staged libraries in place of their older versions, all others as they are. */
export function commitGoal(
  request: CommitRequest,
  staged: readonly Staged[],
  installedAt: string,
  old: Manifest | null,
  parents: readonly string[],
): Goal {
  const fresh = staged.map(
    ({ product: { stagedRoot: _root, stagedPrefix: _prefix, ...facts }, files }): Product => {
      return {
        ...facts,
        files: files.map(({ record }) => record),
        installedAt,
        toolVersion: request.toolVersion,
      };
    },
  );
  const replaced = new Set(fresh.map(({ name }) => name));
  const products = [...(old?.products ?? []).filter(({ name }) => !replaced.has(name)), ...fresh];
  refuseClashes(products);
  return {
    products,
    arrivals: staged.flatMap(({ files }) => files),
    loaderConf: request.loaderConf ?? old?.loaderConf ?? null,
    parents,
  };
}

/** All but the named libraries; nothing where none is named. */
export function uninstallGoal(
  request: UninstallRequest,
  old: Manifest | null,
  parents: readonly string[],
): Goal {
  const all = old?.products ?? [];
  const names = new Set(request.products.length > 0 ? request.products : all.map(({ name }) => name));
  const products = all.filter(({ name }) => !names.has(name));
  const loaderConf = products.length > 0 ? (old?.loaderConf ?? null) : null;
  return { products, arrivals: [], loaderConf, parents };
}
