/** Why an archive was not unpacked. `hostile`: it would write where it must not. */
export class ArchiveFault extends Error {
  constructor(
    readonly kind: 'truncated' | 'damaged' | 'hostile',
    message: string,
  ) {
    super(message);
  }
}

/** Refuses the whole archive. */
export const hostile = (message: string): never => {
  throw new ArchiveFault('hostile', message);
};

/** The parts of an entry's name; throws for one that leaves the folder. */
export function partsOf(name: string): readonly string[] {
  if (name.startsWith('/') || name.includes('\0')) hostile(`"${name}" is no path inside the archive`);
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) hostile(`"${name}" leaves the folder`);
  return parts;
}

/**
 * Throws for a link that may lead out of the archive's top folder. Only leading `..` are counted off: after a name, which
 * can itself be a link, a `..` may lead anywhere.
 */
export function checkLink(at: readonly string[], target: string): void {
  const steps = target.split('/').filter((part) => part !== '' && part !== '.');
  const name = steps.findIndex((part) => part !== '..');
  const rises = name < 0 ? steps.length : name;
  const room = Math.max(0, at.length - 2);
  if (target === '' || target.startsWith('/') || rises > room || steps.slice(rises).includes('..')) {
    hostile(`the link "${at.join('/')}" -> "${target}" leaves the folder`);
  }
}
