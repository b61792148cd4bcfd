import type { Stage } from '../install/plan.ts';
import type { RunStep, Step } from '../install/step.ts';
import type { PythonBinding } from './binding.ts';
import type { PlannedBinding } from './planned.ts';
import { bindingStage, folderOf, type StageContext } from './stage.ts';

/** pip asks nothing, and says nothing of newer releases of itself. */
const QUIET = { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1', PIP_REQUIRE_VIRTUALENV: '0' };

/**
 * A Python binding's stages: the source distribution is fetched by its pinned digest, built against the prefix's
 * library, proved from a folder of the run, and only then installed into the environment, from the wheel just built.
 */
export function pythonStages(
  binding: PythonBinding,
  planned: PlannedBinding,
  python: string,
  at: StageContext & { readonly constraints: string | undefined },
): readonly Stage[] {
  const { name } = binding;
  const { place, made, version } = planned;
  const { sha256 } = binding.versions[version]!;
  const work = folderOf(name);
  const own = `${place}/bin/python`;
  const pip = (words: readonly string[], env: Readonly<Record<string, string>> = {}): RunStep => ({
    act: 'run',
    argv: [own, '-m', 'pip', ...words],
    cwd: '/',
    env: { ...QUIET, ...env },
  });
  const pins = [`${work}/constraints.txt`, ...(at.constraints ? [at.constraints] : [])].join(' ');
  const built: Readonly<Record<string, string>> = { PIP_CONSTRAINT: pins, PIP_BUILD_CONSTRAINT: pins };
  const fetched = bindingStage(name, 'fetch', at.toolsAfter, [
    ...(made
      ? ([
          { act: 'guard', paths: [place] },
          { act: 'run', argv: [python, '-m', 'venv', place], cwd: '/', env: {} },
        ] as const)
      : []),
    { act: 'write', path: `${work}/requirements.txt`, text: `${name}==${version} --hash=sha256:${sha256}\n` },
    { act: 'write', path: `${work}/constraints.txt`, text: `${binding.builtWith.join('\n')}\n` },
    pip(
      [
        ...['download', '--no-deps', '--no-binary', name, '--require-hashes'],
        ...['-r', `${work}/requirements.txt`, '-d', `${work}/sdist`],
      ],
      built,
    ),
    { act: 'mkdir', path: `${work}/source` },
    {
      act: 'run',
      argv: ['tar', '-xzf', `${work}/sdist/${name}-${version}.tar.gz`, '--strip-components=1'],
      cwd: `${work}/source`,
      env: {},
    },
  ]);
  const wheel = `${work}/wheel`;
  // The user's own folder of wheels may hold another build of the same version.
  const ours = { PIP_FIND_LINKS: wheel };
  const built_ = bindingStage(
    name,
    'build',
    [fetched.id, ...at.libraryAfter],
    [
      pip(['wheel', '--no-deps', '-w', wheel, `${work}/source`], {
        ...built,
        ZMQ_PREFIX: at.prefix,
        PYZMQ_NO_BUNDLE: '1',
        CMAKE_BUILD_PARALLEL_LEVEL: String(at.jobs),
      }),
      pip(['install', '--no-index', '--no-deps', '--target', `${work}/proof`, `${name}==${version}`], ours),
    ],
  );
  const proved = bindingStage(name, 'verify', [built_.id], [{ act: 'prove-binding', binding: planned }]);
  const steps: readonly Step[] = [
    pip(['install', '--no-index', '--no-deps', '--force-reinstall', `${name}==${version}`], ours),
  ];
  return [fetched, built_, proved, bindingStage(name, 'bind', [proved.id, ...at.libraryAfter], steps)];
}
