import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';

/**
 * NVIDIA's compiler and what it works with. Its host_config.h refuses compilers outside a range, and each toolkit knows a
 * range of GPU architectures: CUDA 9 dropped compute_20 and 21, 11 compute_30, 12 compute_35 and 37; each toolkit adds newer ones.
 */

/** Architectures up to this one have been dropped by a toolkit since. */
const DROPPED = 37;

const HOST = /#error -- unsupported (GNU|clang|Microsoft Visual Studio) version!/;
const hostCompiler = (name: string): string =>
  name === 'GNU' ? 'gcc' : name === 'clang' ? 'clang' : 'Visual Studio';
const ARCHITECTURE =
  /^nvcc fatal {1,4}: (?:Unsupported gpu architecture|Value 'sm_\d{2,3}\w?' is not defined for option)/;
const number = (line: string): number => Number(/(?:compute|sm)_(\d{2,3})/.exec(line)?.[1] ?? 0);

export default [
  ...family(
    'tool.too-new',
    {
      cause: (subject) =>
        text(
          `What is used together with ${subject} was made for an older one.`,
          `与 ${subject} 一同使用的软件是为旧版制作的。`,
        ),
    },
    [
      {
        id: 'tool.too-new/cuda-host-compiler',
        when: HOST,
        subject: ({ match }) => hostCompiler(match[1]!),
        over: ['compile.source-incompatible'],
        remedies: (subject) => [
          {
            title: text(
              `Install an older ${subject ?? 'compiler'} beside it, and name it with -DCMAKE_CUDA_HOST_COMPILER or nvcc -ccbin; or take a newer CUDA`,
              `另装旧版 ${subject ?? '编译器'}，并用 -DCMAKE_CUDA_HOST_COMPILER 或 nvcc -ccbin 指定；或换用更新的 CUDA`,
            ),
          },
        ],
        samples: [
          [
            '/usr/local/cuda/include/crt/host_config.h:119:2: error: #error -- unsupported GNU version! gcc versions later than 6 are not supported!',
            'gcc',
          ],
          [
            'host_config.h:82:10: error: #error -- unsupported clang version! clang version must be less than 16 and greater than 3.2',
            'clang',
          ],
        ],
      },
      {
        id: 'tool.too-new/nvcc-architecture',
        when: ARCHITECTURE,
        test: ({ line }) => number(line.text) <= DROPPED,
        subject: 'nvcc',
        remedies: [
          {
            title: text(
              'Take the old architecture out of the build (CUDA_ARCH, CMAKE_CUDA_ARCHITECTURES), or use an older CUDA',
              '从构建设置（CUDA_ARCH、CMAKE_CUDA_ARCHITECTURES）中去掉旧架构，或使用旧版 CUDA',
            ),
          },
        ],
        samples: [["nvcc fatal   : Unsupported gpu architecture 'compute_20'", 'nvcc']],
        misses: ["nvcc fatal   : Unsupported gpu architecture 'compute_61'"],
      },
    ],
  ),
  ...family(
    'tool.too-old',
    {
      cause: text(
        'The build asks for a GPU architecture that came after this CUDA toolkit.',
        '构建要求的 GPU 架构比这个 CUDA 工具包更新。',
      ),
      remedies: [
        {
          title: text(
            'Install a newer CUDA toolkit, or take the architecture out of the build (CUDA_ARCH, CMAKE_CUDA_ARCHITECTURES)',
            '安装更新的 CUDA 工具包，或从构建设置（CUDA_ARCH、CMAKE_CUDA_ARCHITECTURES）中去掉该架构',
          ),
        },
      ],
    },
    [
      {
        id: 'tool.too-old/nvcc-architecture',
        when: ARCHITECTURE,
        test: ({ line }) => number(line.text) > DROPPED,
        subject: 'nvcc',
        samples: [
          ["nvcc fatal   : Unsupported gpu architecture 'compute_61'", 'nvcc'],
          ["nvcc fatal   : Value 'sm_86' is not defined for option 'gpu-architecture'", 'nvcc'],
        ],
        misses: ["nvcc fatal   : Unsupported gpu architecture 'compute_30'"],
      },
    ],
  ),
] satisfies RuleFamily;
