import type { ParseError } from 'jsonc-parser';

/**
 * The line (from 1) of a value in a JSON text: of the path `at`, or of the nearest part of it that exists; where `at` is
 * null, of the first syntax error.
 */
export async function lineOf(words: string, at: readonly string[] | null): Promise<number> {
  const { findNodeAtLocation, parseTree } = await import('jsonc-parser');
  const errors: ParseError[] = [];
  const root = parseTree(words, errors, { disallowComments: true, allowTrailingComma: false });
  let offset = errors[0]?.offset ?? 0;
  if (at !== null && root !== undefined) {
    for (let depth = at.length; depth >= 0; depth--) {
      // A path's number is an array's index or an object's key: JSON pointers do not tell them apart.
      const path = at.slice(0, depth);
      const asIndex = path.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
      const node = findNodeAtLocation(root, asIndex) ?? findNodeAtLocation(root, path);
      if (node === undefined) continue;
      offset = node.parent?.type === 'property' ? node.parent.offset : node.offset;
      break;
    }
  }
  return words.slice(0, offset).split('\n').length;
}
