import { matchesGlob } from './glob.ts';

/** The modules that a go.mod requires (Go Modules Reference, "require directive"): path -> version. */
export function requiredModules(words: string): ReadonlyMap<string, string> {
  const plain = words.replace(/\/\/.*$/gm, '');
  const blocks = [...plain.matchAll(/^\s*require\s*\(([^)]*)\)/gm)].map(([, body = '']) => body);
  const lines = [...plain.matchAll(/^\s*require\s+([^\s(]\S*\s+\S+)/gm)].map(([, one = '']) => one);
  return new Map(
    [...blocks, ...lines]
      .flatMap((block) => block.split('\n'))
      .map((line) => line.trim().split(/\s+/))
      .flatMap(([path, version]) =>
        path && version ? [[path.replace(/^"|"$/g, ''), version] as const] : [],
      ),
  );
}

/** What a go.mod takes in place of modules (Go Modules Reference, "replace directive"): path -> module path or folder. */
export function replacedModules(words: string): ReadonlyMap<string, string> {
  const plain = words.replace(/\/\/.*$/gm, '');
  const blocks = [...plain.matchAll(/^\s*replace\s*\(([^)]*)\)/gm)].map(([, body = '']) => body);
  const lines = [...plain.matchAll(/^\s*replace\s+([^\s(].*)$/gm)].map(([, one = '']) => one);
  return new Map(
    [...blocks, ...lines]
      .flatMap((block) => block.split('\n'))
      .flatMap((line) => {
        const [, path, , by] = /^\s*"?([^\s"]+)"?(\s+v\S+)?\s+=>\s+"?([^\s"]+)/.exec(line) ?? [];
        return path !== undefined && by !== undefined ? [[path, by] as const] : [];
      }),
  );
}

/**
 * Whether a comma-separated list of patterns (GONOSUMDB, GOPRIVATE, GOINSECURE) speaks of a module: each is a glob of
 * Go's path.Match that is compared with as many first elements of the module's path as it has itself (`go help private`).
 */
export function matchesModule(patterns: string, module: string): boolean {
  const elements = module.split('/');
  return patterns.split(',').some((pattern) => {
    const words = pattern.trim().replace(/\/+$/, '').split('/');
    if (words[0] === '' || words.length > elements.length) return false;
    return words.every((word, index) => matchesGlob(word, elements[index] ?? ''));
  });
}

/** A go.mod without the requirement of a module; a block that becomes empty goes too. */
export function withoutModule(words: string, module: string): string {
  const name = module.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return words
    .replace(new RegExp(`^[ \\t]*require[ \\t]+"?${name}"?[ \\t][^\\n]*\\n?`, 'gm'), '')
    .replace(/^([ \t]*require[ \t]*\([^\n]*\n)([^)]*)\)[^\n]*\n?/gm, (block, _: string, body: string) => {
      const kept = body.replace(new RegExp(`^[ \\t]*"?${name}"?[ \\t][^\\n]*\\n?`, 'gm'), '');
      return kept === body ? block : kept.trim() === '' ? '' : block.replace(body, () => kept);
    })
    .replace(/\n{2,}$/, '\n');
}

/** A go.sum without the lines of one version of a module: its zip's and its go.mod's. */
export const withoutSums = (words: string, module: string, version: string): string =>
  words
    .split('\n')
    .filter((line) => !line.startsWith(`${module} ${version} `) && !line.startsWith(`${module} ${version}/`))
    .join('\n');
