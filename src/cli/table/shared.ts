import { text } from '../../core/text.ts';
import { option } from '../fields.ts';
import * as v from '../values.ts';

export const targetsHelp = text(
  'libsodium, libzmq, czmq, goczmq, pyzmq …, each with an optional @version; czmq when none is named',
  'libsodium、libzmq、czmq、goczmq、pyzmq 等，可加 @版本；不写则为 czmq',
);

export const prefix = option(
  v.folder,
  '/usr/local',
  text('where the libraries belong', '安装目录（prefix）'),
);

export const sudo = option(
  v.choice('auto', 'always', 'never'),
  'auto',
  text('how the steps that need root get it', '需要 root 的步骤如何取得权限'),
);

export const cacheKey = option(
  v.file,
  null,
  text(
    'whose signature counts: a public key or an allowed_signers file',
    '信任谁的签名：公钥文件或 allowed_signers 文件',
  ),
);

const MIB = 1024 ** 2;

export const cacheLimit = option(
  v.size,
  256 * MIB,
  text('how large the cache may grow (default 256M)', '缓存的大小上限（默认 256M）'),
);

export const into = option(
  v.folder,
  null,
  text(
    'goczmq: the Go module that it is for, or where to make an example (else the current folder)',
    'goczmq：目标 Go 模块所在目录，或示例项目的位置（默认为当前目录）',
  ),
);

export const venv = option(
  v.folder,
  null,
  text(
    'pyzmq: the virtual environment that it is for, made where it is not there (else the active one)',
    'pyzmq：目标虚拟环境，不存在时创建（默认为已激活的环境）',
  ),
);
