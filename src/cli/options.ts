import type { CommonOptions } from '../commands/options.ts';
import type { Lang } from '../core/text.ts';
import { pathsOf } from '../host/paths.ts';
import { findProjectFile, readConfigFile } from './config-file.ts';
import { merge } from './merge.ts';
import type { Words } from './parse.ts';
import { fromCommandLine, fromEnvironment } from './sources.ts';
import type { Place } from './values.ts';
import type { World } from './world.ts';

/** The command's options and the cli's own two. */
export type AllOptions = CommonOptions & { readonly color: boolean; readonly lang: Lang | null };

/** Options of a run: command line, environment, project's file, user's file, defaults, in this order. */
export async function optionsOf(words: Words, { host }: Pick<World, 'host'>): Promise<AllOptions> {
  const place: Place = {
    base: host.self.cwd,
    home: host.self.home,
    isFile: (path) => {
      const answer = host.stat(path);
      return answer.ok && answer.value.kind !== 'directory';
    },
  };
  const project = findProjectFile(host);
  const files = [project, pathsOf(host.env, host.self).configFile].filter((path) => path !== null);
  const sources = [
    fromCommandLine(words, place),
    fromEnvironment(host.env, place),
    ...(await Promise.all(files.map((path) => readConfigFile(path, host, place)))),
  ];
  return merge(words, sources, place) as unknown as AllOptions;
}
