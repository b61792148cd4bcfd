import type { Finding } from '../../src/core/finding.ts';
import { text } from '../../src/core/text.ts';

/** The contract's own example. */
export const staleCache: Finding = {
  code: 'library.cache-stale',
  subject: 'libczmq',
  severity: 'error',
  title: text('The loader cannot find libczmq.so.4', '加载器找不到 libczmq.so.4'),
  cause: text(
    '/usr/local/lib/libczmq.so.4 was installed after ldconfig last ran.',
    '/usr/local/lib/libczmq.so.4 是在上次运行 ldconfig 之后安装的。',
  ),
  evidence: [{ kind: 'file', where: '/etc/ld.so.cache', text: 'lists no libczmq.so.4' }],
  consequences: [{ code: 'go.binding-mismatch', subject: 'libczmq' }],
  fixes: [
    {
      title: text('Refresh the loader’s cache', '刷新加载器缓存'),
      commands: [['ldconfig']],
      needsRoot: true,
      automatic: true,
      risk: 'safe',
    },
  ],
};
