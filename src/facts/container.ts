import type { Probe } from '../host/host.ts';
import type { Fact } from './ask.ts';

/** What encloses this machine; null where nothing that could be seen does. */
export type Container =
  | 'docker'
  | 'podman'
  | 'kubernetes'
  | 'lxc'
  | 'systemd-nspawn'
  | 'flatpak'
  | 'chroot'
  /** A container of a kind that has no name here. */
  | 'other';

const KINDS: readonly (readonly [RegExp, Container])[] = [
  [/^podman|^oci/, 'podman'],
  [/^docker/, 'docker'],
  [/^lxc/, 'lxc'],
  [/^systemd-nspawn/, 'systemd-nspawn'],
];

/** The kind named by the value of $container (systemd's container interface) or of /run/systemd/container. */
function named(word: string | undefined): Container | null {
  if (word === undefined || word.trim() === '') return null;
  return KINDS.find(([pattern]) => pattern.test(word.trim()))?.[1] ?? 'other';
}

const text = (probe: Probe, path: string): string => {
  const answer = probe.readText(path, 64 * 1024);
  return answer.ok ? answer.value : '';
};

/** The root folder of the first process is not ours. Only root may look; else it stays unknown. */
function rootIsChanged(probe: Probe): boolean {
  const ours = probe.stat('/');
  const first = probe.stat('/proc/1/root');
  return ours.ok && first.ok && (ours.value.ino !== first.value.ino || ours.value.dev !== first.value.dev);
}

export const container: Fact<Container | null> = {
  id: 'container',
  read({ probe }) {
    if (probe.self.os !== 'linux') return null;
    if (probe.stat('/.flatpak-info').ok) return 'flatpak';
    // Before Docker's mark: a cluster may run its pods by Docker.
    if (probe.env.KUBERNETES_SERVICE_HOST !== undefined) return 'kubernetes';
    if (probe.stat('/run/.containerenv').ok) return 'podman';
    if (probe.stat('/.dockerenv').ok) return 'docker';
    const said = named(probe.env.container) ?? named(text(probe, '/run/systemd/container'));
    if (said !== null) return said;
    const cgroup = text(probe, '/proc/1/cgroup');
    if (/\bkubepods\b/.test(cgroup)) return 'kubernetes';
    if (/\/(docker|containerd)\b/.test(cgroup)) return 'docker';
    if (/\/lxc\b/.test(cgroup)) return 'lxc';
    return rootIsChanged(probe) ? 'chroot' : null;
  },
};
