/** A package as its manager spells it: no quotes, no architecture. */
export const packageName = (name: string): string =>
  name.replace(/^['"]|['".,:;]+$/g, '').replace(/:(?:amd64|i386|arm64|armhf|any)$/, '');
