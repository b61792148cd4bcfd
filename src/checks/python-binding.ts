import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { asideFix, proposal, reinstallFix } from '../doctor/fixes.ts';
import type { Ask } from '../facts/ask.ts';
import { reportBinary } from '../facts/binary.ts';
import type { Check } from '../facts/check.ts';
import { dpkg } from '../facts/dpkg.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { type PythonBinding, pythonBindings } from '../facts/python-binding.ts';
import { pythonPaths } from '../facts/python-folders.ts';

/** Libraries that a module of it needs and the loader does not find, with the module. */
function lostOf(ask: Ask, { modules }: PythonBinding): { module: string; name: string } | null {
  for (const module of modules) {
    const lost = reportBinary(ask, module).libraries.find(({ path }) => path === null);
    if (lost !== undefined) return { module, name: lost.name };
  }
  return null;
}

const BUILD_ANEW = proposal(
  text('Build pyzmq anew against what is installed', '针对当前已安装的库重新构建 pyzmq'),
  [['python3', '-m', 'pip', 'install', '--force-reinstall', '--no-cache-dir', 'pyzmq']],
);

/** The package in front lacks what is compiled of it, or has it for another Python only: it hides every other one. */
async function hollow(ask: Ask, binding: PythonBinding, behind: readonly PythonBinding[]): Promise<Finding> {
  const { folder, from, foreign } = binding;
  const owner = await ask.of(systemPackages)?.owner(`${folder}/__init__.py`);
  const { version } = ask.of(pythonPaths);
  const whole = behind.find(({ modules }) => modules.length > 0);
  const [other] = foreign;
  const fixes =
    from === 'PYTHONPATH'
      ? [proposal(text('Unset it or correct it', '取消或更正该变量'), [['unset', 'PYTHONPATH']])]
      : owner
        ? reinstallFix(ask, [owner.name])
        : whole
          ? [asideFix(ask, folder)]
          : [BUILD_ANEW];
  return {
    code: 'python.binding-missing',
    subject: 'pyzmq',
    severity: 'error',
    title:
      other === undefined
        ? text('pyzmq cannot be imported: its compiled half is gone', '无法导入 pyzmq：缺少编译部分')
        : text(
            `pyzmq cannot be imported: it is of another Python than ${version}`,
            `无法导入 pyzmq：它属于另一个 Python，而不是 ${version}`,
          ),
    cause:
      from === 'PYTHONPATH'
        ? text(
            `PYTHONPATH puts ${folder} before every other pyzmq, and this Python cannot load it.`,
            `PYTHONPATH 使 ${folder} 排在其他 pyzmq 之前，而当前的 Python 无法加载它。`,
          )
        : text(
            `${folder} is found first and has none of the compiled modules that pyzmq consists of.`,
            `最先找到的 ${folder} 中没有 pyzmq 的任何编译模块。`,
          ),
    evidence: [
      ...(from === 'PYTHONPATH'
        ? [{ kind: 'env', where: 'PYTHONPATH', text: ask.probe.env.PYTHONPATH ?? '' } as const]
        : []),
      {
        kind: 'file',
        where: other ?? `${folder}/backend`,
        text: other === undefined ? 'no compiled module' : `for another Python than ${version}`,
      },
    ],
    consequences: [],
    fixes,
  };
}

/** The package's first file, which brings all its names, is empty: what an interrupted copy or a full disk leaves. */
async function emptied(ask: Ask, { folder }: PythonBinding): Promise<readonly Finding[]> {
  const first = `${folder}/__init__.py`;
  const stat = ask.probe.stat(first);
  if (!stat.ok || stat.value.size > 0) return [];
  const owner = await ask.of(systemPackages)?.owner(first);
  return [
    {
      code: 'python.binding-missing',
      subject: 'pyzmq',
      severity: 'error',
      title: text(`pyzmq is empty: ${first} holds nothing`, `pyzmq 是空的：${first} 没有内容`),
      cause: text(
        'Python imports it without complaint, and zmq has no Context and nothing else.',
        'Python 可以导入它，但 zmq 中没有 Context，也没有其他任何内容。',
      ),
      evidence: [{ kind: 'file', where: first, text: 'empty' }],
      consequences: [],
      fixes: owner ? reinstallFix(ask, [owner.name]) : [BUILD_ANEW],
    },
  ];
}

async function findingOf(ask: Ask, binding: PythonBinding): Promise<readonly Finding[]> {
  const lost = lostOf(ask, binding);
  if (lost === null) return [];
  const owner = await ask.of(systemPackages)?.owner(lost.module);
  return [
    {
      code: 'python.binding-missing',
      subject: 'pyzmq',
      severity: 'error',
      title: text(`pyzmq cannot be imported: ${lost.name} is gone`, `无法导入 pyzmq：${lost.name} 已不存在`),
      cause: text(
        `${lost.module} was built against ${lost.name}, and the loader finds no such library.`,
        `${lost.module} 构建时使用了 ${lost.name}，而加载器现在找不到它。`,
      ),
      evidence: [{ kind: 'file', where: lost.module, text: `needs ${lost.name} => not found` }],
      consequences: [],
      fixes: owner ? reinstallFix(ask, [owner.name]) : [BUILD_ANEW],
    },
  ];
}

/** Who asks for pyzmq and has none in any Python that would be run. */
function notThere({ probe }: Ask): Finding {
  const venv = probe.env.VIRTUAL_ENV;
  return {
    code: 'python.binding-missing',
    subject: 'pyzmq',
    severity: 'error',
    title: text('No Python of this machine has pyzmq', '本机的 Python 都没有 pyzmq'),
    cause: text(
      venv === undefined
        ? 'No virtual environment is active, and the Python on PATH has no package zmq.'
        : `The active environment ${venv} and the Python on PATH have no package zmq.`,
      venv === undefined
        ? '没有激活虚拟环境，PATH 上的 Python 也没有 zmq 包。'
        : `已激活的环境 ${venv} 和 PATH 上的 Python 都没有 zmq 包。`,
    ),
    evidence: [{ kind: 'env', where: 'VIRTUAL_ENV', text: venv ?? '' }],
    consequences: [],
    fixes: [
      proposal(
        text('Build it into a virtual environment against this libzmq', '针对此 libzmq 构建并装入虚拟环境'),
        [
          [
            ...probe.self.command,
            'install',
            'pyzmq',
            ...(venv === undefined ? ['--venv', `${probe.self.home}/zmq-venv`] : []),
          ],
        ],
      ),
    ],
  };
}

/** The distribution's package is installed by its records, and Python finds nothing of it. */
function takenAway(ask: Ask): readonly Finding[] {
  const [name] = ask.of(dpkg)?.damaged(/^(?:python3?|pypy3?)-zmq$/, false) ?? [];
  if (name === undefined) return [];
  return [
    {
      code: 'python.binding-missing',
      subject: 'pyzmq',
      severity: 'error',
      title: text(
        `pyzmq cannot be imported: files of ${name} are gone`,
        `无法导入 pyzmq：${name} 的文件已丢失`,
      ),
      cause: text(
        `dpkg has ${name} as installed, and the files that Python would import are not there.`,
        `dpkg 记录 ${name} 已安装，但 Python 要导入的文件不存在。`,
      ),
      evidence: [{ kind: 'system', where: 'dpkg', text: `${name}: installed, files missing` }],
      consequences: [],
      fixes: reinstallFix(ask, [name]),
    },
  ];
}

/** A pyzmq that is installed and whose libraries are not. Python itself is not run. */
const pythonBinding: Check = {
  id: 'python-binding',
  title: text('an installed pyzmq finds its libraries', '已安装的 pyzmq 能找到所需的库'),
  codes: ['python.binding-missing'],
  async judge(ask, scope) {
    const bindings = ask.of(pythonBindings);
    const lost = bindings.length === 0 ? takenAway(ask) : [];
    if (lost.length > 0) return lost;
    if (bindings.length === 0 && scope.targets.includes('pyzmq')) return [notThere(ask)];
    // What stands behind it is never imported.
    const [first, ...behind] = bindings;
    if (first === undefined) return [];
    if (first.modules.length === 0) return [await hollow(ask, first, behind)];
    return [...(await emptied(ask, first)), ...(await findingOf(ask, first))];
  },
};

export default pythonBinding;
