/** What becomes an entry: a file with its bytes, or a link. */
export interface TarEntry {
  /** Relative, of plain characters. */
  readonly path: string;
  readonly mode: number;
  readonly mtimeMs: number;
  readonly content: Uint8Array | { readonly target: string };
}

const BLOCK = 512;
/** Two blocks of zeros end an archive (POSIX.1-2001, pax, "ustar Interchange Format"). */
export const TAR_END: Uint8Array = new Uint8Array(2 * BLOCK);

/**
 * One entry in ustar form, with a pax header where a name is too long for that. Owner and group are root's, so that
 * neither a builder's name nor his umask is told to others, and equal trees give equal bytes.
 */
export async function tarEntry({ path, mode, mtimeMs, content }: TarEntry): Promise<Uint8Array> {
  const { Header, Pax } = await import('tar');
  const isLink = 'target' in content;
  const data = {
    path,
    mode,
    uid: 0,
    gid: 0,
    mtime: new Date(Math.floor(mtimeMs / 1000) * 1000),
    size: isLink ? 0 : content.length,
    type: isLink ? ('SymbolicLink' as const) : ('File' as const),
    ...(isLink && { linkpath: content.target }),
  };
  const header = new Header(data);
  const block = Buffer.alloc(BLOCK);
  const extended = header.encode(block) ? new Pax(data, false).encode() : Buffer.alloc(0);
  if (isLink) return Buffer.concat([extended, block]);
  const padding = new Uint8Array((BLOCK - (content.length % BLOCK)) % BLOCK);
  return Buffer.concat([extended, block, content, padding]);
}
