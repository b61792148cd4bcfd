import { bindingOf } from '../bindings/catalogue.ts';
import { goProofProgram } from '../bindings/go-proof-program.ts';
import type { PlannedBinding } from '../bindings/planned.ts';
import { pythonProofProgram } from '../bindings/python-proof-program.ts';
import { folderOf } from '../bindings/stage.ts';
import type { Plan } from './plan.ts';
import { shWord } from './sh-words.ts';
import { quote } from './shell-words.ts';

const END = 'END_OF_CZMQ_SETUP_PROGRAM';

/** What the script needs for files outside the prefix: they come back if it does not reach its end. */
const GUARD = `# guard PATH...: puts it back as it is now if the script does not reach its end.
guarded=
finished=no
guard() {
  for path in "$@"; do
    if [ -f "$path" ]; then
      mkdir -p "$work/guarded$(dirname "$path")"
      cp -p "$path" "$work/guarded$path"
    elif [ -e "$path" ]; then continue
    fi
    guarded="$path
$guarded"
  done
}
put_back() {
  [ "$finished" = no ] || return 0
  printf '%s' "$guarded" | while IFS= read -r path; do
    if [ -f "$work/guarded$path" ]; then cp -p "$work/guarded$path" "$path"; else rm -rf "$path"; fi
  done
}
trap 'put_back; rm -rf "$work"' EXIT`;

export const bindingHead = ({ bindings }: Plan): readonly string[] =>
  bindings.some(({ action }) => action === 'add') ? ['', GUARD] : [];

export const bindingTail = ({ bindings }: Plan): readonly string[] =>
  bindings.some(({ action }) => action === 'add') ? ['finished=yes'] : [];

const judged = (name: string): readonly string[] => [
  `if printf '%s\\n' "$said" | grep '^failed'; then die 4 ${quote(`${name}: a message did not come through`)}; fi`,
  `printf '%s\\n' "$said" | grep -q '^passed' || die 4 ${quote(`${name}: no message was sent`)}`,
  `printf '%s\\n' "$said" | sed -n 's/^loaded [^ ]* //p' | while IFS= read -r file; do`,
  `  case $file in "$prefix"/*) ;; *) die 4 "the loader took $file" ;; esac`,
  'done || exit $?',
];

/** Lines that build and run a binding's program: the one that the tool itself runs (src/bindings). */
export function proveBindingLines(planned: PlannedBinding): readonly string[] {
  const binding = bindingOf(planned.name)?.binding;
  const work = folderOf(planned.name);
  const folder = `${work}/check`;
  const file = (name: string): string => shWord(`${folder}/${name}`);
  const written = (name: string, text: string): readonly string[] => [
    `cat > ${file(name)} <<'${END}'`,
    text.replace(/\n$/, ''),
    END,
  ];
  const head = [`mkdir -p ${shWord(folder)}`];
  if (binding?.language === 'go') {
    const { module } = binding.versions[planned.version]!;
    const sums = planned.made ? `${work}/module/go.sum` : `${work}/go.sum`;
    const build = (at: string, to: string): string =>
      `(cd ${shWord(at)} && env GOWORK=off go build -mod=mod -o ${shWord(to)} .) >> "$log" 2>&1 || failed`;
    return [
      ...head,
      ...written('go.mod', `module proof\n\ngo 1.16\n\nrequire ${module} ${planned.version}\n`),
      `cp ${shWord(sums)} ${file('go.sum')}`,
      ...written('main.go', goProofProgram(module)),
      build(folder, `${folder}/proof`),
      `said=$(${file('proof')}) || die 4 ${quote(`${planned.name}: a program against it does not run`)}`,
      ...judged(planned.name),
      ...(planned.made ? [build(`${work}/module`, `${folder}/example`), file('example')] : []),
    ];
  }
  return [
    ...head,
    ...written('proof.py', pythonProofProgram),
    `said=$(PYTHONPATH=${shWord(`${work}/proof`)} ${shWord(`${planned.place}/bin/python`)} -s ${file('proof.py')}) ||`,
    `  die 4 ${quote(`${planned.name}: a program against it does not run`)}`,
    ...judged(planned.name),
  ];
}
