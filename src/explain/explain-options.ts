import type { PackageManager } from '../core/package-manager.ts';

/** How a log is named, and whom its fixes speak to. */
export interface ExplainOptions {
  /** The log's name, as evidence shows it. */
  readonly where: string;
  /** Whose words fixes use; null: packages are named by what they bring. */
  readonly manager: PackageManager | null;
}
