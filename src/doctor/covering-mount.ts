import type { Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import { type MountPoint, mountPointOf } from '../facts/mount-point.ts';
import { proposal } from './fixes.ts';

/** An empty file system that lies over the folder in which a file would be: what is on the disk below cannot be seen. */
export function coveringMount({ probe }: Ask, path: string): MountPoint | null {
  const mount = mountPointOf(probe, path);
  if (mount === null || mount.point === '/') return null;
  const entries = probe.readdir(mount.point);
  return entries.ok && entries.value.length === 0 ? mount : null;
}

/** Takes it away. Who mounted it meant something by it, so that it is proposed. */
export const uncoverFix = ({ point }: MountPoint): Fix => ({
  ...proposal(
    text(
      `Take the empty file system away, here and in /etc/fstab or the container's volumes`,
      '卸下这个空文件系统，并从 /etc/fstab 或容器的卷中去掉',
    ),
    [['umount', point]],
  ),
  needsRoot: true,
});
