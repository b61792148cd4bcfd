import type { GoSettings } from '../facts/go-settings.ts';
import type { Stage } from '../install/plan.ts';
import type { Step } from '../install/step.ts';
import type { GoBinding } from './binding.ts';
import { exampleModule, exampleProgram } from './go-example.ts';
import { verifyingEnvironment } from './go-verification.ts';
import type { PlannedBinding } from './planned.ts';
import { bindingStage, folderOf, type StageContext } from './stage.ts';

/**
 * A Go binding's stages. The user's go.mod and go.sum are worked on as copies (`-modfile`, `go help modules`) and take
 * their place at the end, when the binding has been built, has run, and its sum is the pinned one.
 */
export function goStages(
  binding: GoBinding,
  planned: PlannedBinding,
  settings: GoSettings,
  at: StageContext & { readonly hasSums: boolean },
): readonly Stage[] {
  const { module, sum } = binding.versions[planned.version]!;
  const work = folderOf(binding.name);
  const project = `${work}/module`;
  const { place, made, version } = planned;
  const go = settings.program ?? 'go';
  const sums = made ? `${project}/go.sum` : `${work}/go.sum`;
  const get = {
    act: 'run',
    argv: [go, 'get', ...(made ? [] : [`-modfile=${work}/go.mod`]), `${module}@${version}`],
    cwd: made ? project : place,
    // A workspace would take other copies of modules than go.mod says, and no -modfile.
    env: {
      GOWORK: 'off',
      ...verifyingEnvironment(settings, module),
      ...(at.offline && { GOPROXY: 'off' }),
    },
  } as const satisfies Step;
  const copies: readonly Step[] = made
    ? [
        { act: 'write', path: `${project}/go.mod`, text: exampleModule(module, version) },
        { act: 'write', path: `${project}/main.go`, text: exampleProgram(module) },
      ]
    : [
        { act: 'copy', from: `${place}/go.mod`, to: `${work}/go.mod`, executable: false },
        ...(at.hasSums
          ? [{ act: 'copy', from: `${place}/go.sum`, to: sums, executable: false } as const]
          : []),
      ];
  const fetched = bindingStage(binding.name, 'fetch', at.toolsAfter, [
    ...copies,
    get,
    { act: 'expect-line', path: sums, line: `${module} ${version} ${sum}`, subject: module },
  ]);
  const proved = bindingStage(
    binding.name,
    'verify',
    [fetched.id, ...at.libraryAfter],
    [{ act: 'prove-binding', binding: planned }],
  );
  const files = made ? ['go.mod', 'go.sum', 'main.go'] : ['go.mod', 'go.sum'];
  const from = made ? project : work;
  const placed = bindingStage(
    binding.name,
    'bind',
    [proved.id, ...at.libraryAfter],
    [
      { act: 'guard', paths: made ? [place] : files.map((file) => `${place}/${file}`) },
      ...files.map(
        (file): Step => ({ act: 'copy', from: `${from}/${file}`, to: `${place}/${file}`, executable: false }),
      ),
    ],
  );
  return [fetched, proved, placed];
}
