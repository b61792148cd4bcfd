import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { pythonBindings } from '../facts/python-binding.ts';

/** A package or module of the name in a folder that Python searches before its own; null where there is none. */
function inFront({ probe }: Ask, folder: string): string | null {
  const module = `${folder}/zmq.py`;
  if (probe.stat(module).ok) return module;
  const home = `${folder}/zmq`;
  // A folder without this file is a package only where no other folder has one (PEP 420).
  return probe.stat(`${home}/__init__.py`).ok ? home : null;
}

/**
 * What `import zmq` takes in place of pyzmq: Python looks in the folder of the script or, started by hand, in the
 * working folder first, then in PYTHONPATH's, then in its own (Python documentation, "sys.path").
 */
const pythonShadow: Check = {
  id: 'python-shadow',
  title: text('nothing of the name zmq stands before pyzmq', '没有同名的 zmq 遮住 pyzmq'),
  codes: ['python.binding-missing'],
  judge(ask, scope) {
    const bindings = ask.of(pythonBindings);
    if (bindings.length === 0) return [];
    const { env, self } = ask.probe;
    const listed = (env.PYTHONPATH ?? '').split(':').filter((folder) => folder.startsWith('/'));
    const paths = [self.cwd, ...listed]
      .filter((folder) => !bindings.some((binding) => binding.folder === `${folder}/zmq`))
      .flatMap((folder) => inFront(ask, folder) ?? []);
    const [path] = paths;
    if (path === undefined) return [];
    // The working folder is another tomorrow; the variable stands before every Python of this user.
    const always = listed.some((folder) => path.startsWith(`${folder}/`));
    const finding: Finding = {
      code: 'python.binding-missing',
      subject: 'pyzmq',
      // Somebody who does not ask for pyzmq may have his own reasons for the name.
      severity: always || scope.targets.includes('pyzmq') ? 'error' : 'warning',
      title: text(`"import zmq" takes ${path} in place of pyzmq`, `“import zmq” 会用 ${path} 而不是 pyzmq`),
      cause: text(
        `Python looks in ${path.slice(0, path.lastIndexOf('/'))} before the folder in which pyzmq lies (${bindings[0]?.folder}).`,
        `Python 会先查找 ${path.slice(0, path.lastIndexOf('/'))}，然后才是 pyzmq 所在的目录（${bindings[0]?.folder}）。`,
      ),
      evidence: [{ kind: 'file', where: path, text: 'comes first' }],
      consequences: [],
      fixes: [
        ...(always ? [proposal(text('Correct the variable', '更正该变量'), [['unset', 'PYTHONPATH']])] : []),
        proposal(
          text(`Give ${path} another name, or start elsewhere`, `给 ${path} 换个名字，或在别的目录启动`),
          [['mv', path, path.replace(/zmq(\.py)?$/, 'my_zmq$1')]],
        ),
      ],
    };
    return [finding];
  },
};

export default pythonShadow;
