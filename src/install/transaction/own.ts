import type { Host } from '../../host/host.ts';

/** What root installs is root's, also in a folder that hands its group on (setgid) and where the builder was somebody else. */
export function own(host: Host, path: string): void {
  if (host.self.uid === 0) host.chown(path, 0, 0);
}

/** A folder of mode 0755 whatever the umask. */
export function makeFolder(host: Host, path: string): void {
  host.mkdir(path, 0o755);
  own(host, path);
  host.chmod(path, 0o755);
}
