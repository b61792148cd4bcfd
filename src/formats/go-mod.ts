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
