/** A lock that some process holds on a file (proc_locks(5)). */
export interface HeldLock {
  readonly pid: number;
  /** Of the file's file system, as stat(2)'s st_dev. */
  readonly dev: number;
  readonly ino: number;
}

/** makedev(3) of glibc and musl: what stat(2) gives for a major and minor number. */
const device = (major: number, minor: number): number =>
  (minor & 0xff) | ((major & 0xfff) << 8) | ((minor & ~0xff) << 12);

/** `1: POSIX  ADVISORY  WRITE 1234 fe:01:131073 0 EOF`; a line with `->` is somebody who waits. Only write locks exclude. */
export function parseProcLocks(words: string): readonly HeldLock[] {
  return [
    ...words.matchAll(/^\d+: (?:POSIX|FLOCK|OFDLCK) +\S+ +WRITE +(-?\d+) ([0-9a-f]+):([0-9a-f]+):(\d+) /gm),
  ].map(([, pid, major = '', minor = '', ino]) => ({
    pid: Number(pid),
    dev: device(Number.parseInt(major, 16), Number.parseInt(minor, 16)),
    ino: Number(ino),
  }));
}
