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
