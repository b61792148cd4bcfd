import { text } from '../core/text.ts';
import type { GoBinding } from './binding.ts';

const V4 = 'github.com/zeromq/goczmq/v4';

/** The one upstream commit whose go.mod says `/v4`; its time and name make the version (Go Modules Reference, "Pseudo-versions"). */
export const GOCZMQ_V4 = 'v4.2.1-0.20210413114303-4e50cfc0edc9';

export const goczmq: GoBinding = {
  name: 'goczmq',
  language: 'go',
  summary: text('Go binding of czmq', 'czmq 的 Go 语言绑定'),
  library: 'czmq',
  // zsock_set_router_notify came with 4.2.0.
  range: '>=4.2.0',
  // goczmq's own cgo line asks pkg-config for libsodium too, whether libzmq was built with it or not.
  needs: ['go', 'c-compiler', 'pkg-config', 'libsodium', 'ca-certificates'],
  default: GOCZMQ_V4,
  go: '1.16',
  versions: { [GOCZMQ_V4]: { module: V4, sum: 'h1:5ZFPLee0ssWi5a027bWP2LuG4WBT6V48uF7NbF7XL1w=' } },
  words: { latest: GOCZMQ_V4, master: GOCZMQ_V4, v4: GOCZMQ_V4, '4': GOCZMQ_V4, '4e50cfc0edc9': GOCZMQ_V4 },
  absent: {
    pattern: /^v?4\.\d+\.\d+$/,
    module: V4,
    // zeromq/goczmq#279
    why: text(
      'goczmq has tags of that form, but none of them has a go.mod that says /v4, so that Go takes none of them; only the master branch has one.',
      'goczmq 虽有这种形式的标签，但没有一个标签的 go.mod 写有 /v4，因此 Go 一个也不接受；只有 master 分支有。',
    ),
  },
};
