import { text } from '../core/text.ts';
import type { PythonBinding } from './binding.ts';

export const pyzmq: PythonBinding = {
  name: 'pyzmq',
  language: 'python',
  summary: text('Python binding of libzmq', 'libzmq 的 Python 绑定'),
  library: 'libzmq',
  range: '>=4.1.0',
  needs: ['python3', 'python3-headers', 'c-compiler', 'c++-compiler', 'ca-certificates'],
  default: '27.3.0',
  versions: {
    '27.3.0': { sha256: 'bbedb3d1d99babc625f1dd9d7438acefd442b36b75073fd6bc1ef7c0a4b96d56', python: '3.9' },
    '27.1.0': { sha256: 'ac0765e3d44455adb6ddbf4417dcce460fc40a05978c08efdf2948072f6db540', python: '3.8' },
  },
  builtWith: [
    'cython==3.1.4',
    'scikit-build-core==0.11.6',
    'packaging==25.0',
    'pathspec==0.12.1',
    'cmake==3.31.6',
    'ninja==1.13.0',
  ],
};
