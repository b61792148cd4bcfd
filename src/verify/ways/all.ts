import { cgo } from './cgo.ts';
import { cmakeConfig, cmakePkgConfig } from './cmake.ts';
import { flags } from './flags.ts';
import { python } from './python.ts';
import { statically } from './static.ts';
import type { Way } from './way.ts';

/** Ways beside the proof's own (pkg-config), in the order in which they are shown. */
export const WAYS: readonly Way[] = [flags, statically, cmakePkgConfig, cmakeConfig, cgo, python];
