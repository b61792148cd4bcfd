import type { Plan, Stage } from './plan.ts';
import { proveBindingLines } from './sh-bindings.ts';
import { sourceLines } from './sh-sources.ts';
import { shLine, shWord } from './sh-words.ts';
import { quote } from './shell-words.ts';
import type { RunStep, Step } from './step.ts';

/** Ends a here-document; no text of ours has such a line. */
const END = 'END_OF_CZMQ_SETUP_FILE';

/** `-j` of the machine that plans says nothing about the one that builds. */
const jobsWord = (word: string, jobs: number): string => (word === `-j${jobs}` ? '-j"$jobs"' : shWord(word));

function runLines({ argv, cwd, env, nice }: RunStep, jobs: number): string[] {
  const set = Object.entries(env).map(([name, value]) => shWord(`${name}=${value}`));
  const words = [
    ...(set.length > 0 ? ['env', ...set] : []),
    ...(nice === undefined ? [] : ['nice', '-n', String(nice)]),
    ...argv.map((word) => jobsWord(word, jobs)),
  ];
  return [`(cd ${shWord(cwd)} && ${words.join(' ')}) >> "$log" 2>&1 || failed`];
}

const parent = (path: string): string => path.slice(0, path.lastIndexOf('/'));

function stepLines(step: Step, plan: Plan): string[] {
  switch (step.act) {
    case 'run':
      return runLines(step, plan.jobs);
    case 'mkdir':
      return [`mkdir -p ${shWord(step.path)}`];
    case 'write':
      return [
        `mkdir -p ${shWord(parent(step.path))}`,
        `cat > ${shWord(step.path)} <<'${END}'`,
        step.text.replace(/\n$/, ''),
        END,
      ];
    case 'copy':
      return [
        `mkdir -p ${shWord(parent(step.to))}`,
        `cp ${shLine([step.from, step.to])}`,
        `chmod ${step.executable ? '0755' : '0644'} ${shWord(step.to)}`,
      ];
    case 'copy-folder':
      return [
        `mkdir -p ${shWord(step.to)}`,
        `cp -R ${shLine([`${step.from}/.`, step.to])}`,
        `find ${shWord(step.to)} -type f -exec chmod 0644 {} +`,
      ];
    case 'symlink':
      return [
        `mkdir -p ${shWord(parent(step.path))}`,
        `rm -f ${shWord(step.path)}`,
        `ln -s ${shLine([step.target, step.path])}`,
      ];
    case 'move':
      return [`mkdir -p ${shWord(parent(step.to))}`, `mv ${shLine([step.from, step.to])}`];
    case 'remove':
      return [`rm -rf ${shWord(step.path)}`];
    case 'substitute':
      return [`substitute ${shLine([step.path, step.from, step.to])}`];
    case 'expect-macro':
      return [
        `grep -Eq ${quote(`^[[:space:]]*#[[:space:]]*define[[:space:]]+${step.macro}([[:space:]]+[^0]|[[:space:]]*$)`)} ${shWord(step.path)} ||`,
        `  die 4 ${quote(`${step.feature} was asked for, and configure left it out`)}`,
      ];
    case 'expect-in-library':
      return [
        `grep -qF ${shLine([step.name, step.path])} ||`,
        `  die 4 ${quote(`${step.feature} was asked for, and is not in the library`)}`,
      ];
    case 'obtain':
      return sourceLines(plan.libraries.find(({ name }) => name === step.library)!);
    case 'commit':
      return commitLines(plan, step.loaderConf);
    case 'restore':
    case 'prove':
      return [];
    case 'guard':
      return [`guard ${shLine(step.paths)}`];
    case 'expect-line':
      return [
        `grep -qxF ${shLine([step.line, step.path])} ||`,
        `  die 5 ${quote(`the checksum of ${step.subject} is not the pinned one`)}`,
      ];
    case 'prove-binding':
      return [...proveBindingLines(step.binding)];
  }
}

function commitLines(plan: Plan, loaderConf: string | null): string[] {
  const staged = plan.libraries.filter(({ action }) => action === 'build');
  return [
    ...staged.map(({ stageRoot }) => `into_prefix ${shWord(`${stageRoot}${plan.prefix}`)}`),
    ...(loaderConf === null
      ? []
      : [
          '# shellcheck disable=SC2016',
          `as_root sh -c 'printf "%s\\n" "$1" > "$2"' sh ${shLine([plan.libdir, loaderConf])}`,
        ]),
  ];
}

const isRootRun = (stage: Stage, step: Step): step is RunStep => stage.root && step.act === 'run';

/** A stage as lines of a script, in the plan's own order; what it prints goes to the log. */
export function stageLines(stage: Stage, plan: Plan): string[] {
  const head = [
    '',
    `# ${stage.id}`,
    `say ${quote(stage.library === null ? stage.title.en : `${stage.library}: ${stage.title.en}`)}`,
  ];
  const lines = stage.steps.flatMap((step) =>
    isRootRun(stage, step) ? [`as_root ${shLine(step.argv)} >&2`] : stepLines(step, plan),
  );
  return stage.unless === undefined
    ? [...head, ...lines]
    : [`# ${stage.id}`, `if [ ! -e ${shWord(stage.unless)} ]; then`, ...head.slice(2), ...lines, 'fi'];
}
