import type { BuildOptions } from 'esbuild';

export function writeQuick(common: BuildOptions, outfile: string): Promise<void>;
