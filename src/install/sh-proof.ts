import { proofOf } from '../verify/prove.ts';
import type { Plan, PlannedLibrary } from './plan.ts';
import { versionVariable } from './sh-sources.ts';
import { quote } from './shell-words.ts';

const END = 'END_OF_CZMQ_SETUP_PROGRAM';

/** The function that compiles a program through pkg-config, runs it and judges its lines (src/verify/program.ts). */
const PROVE = (
  os: string,
  staticOnly: boolean,
): string => `# prove NAME VERSION MODULE...: compiles $work/NAME.c with $compile, links and runs it, and judges what it says.
prove() {
  name=$1
  version=$2
  shift 2
  # shellcheck disable=SC2046,SC2086
  $compile -o "$work/$name-proof" "$work/$name.c" $(pkg-config${staticOnly ? ' --static' : ''} --cflags --libs "$@")${os === 'linux' ? ' -ldl' : ''} \\
    || die 4 "$name: a program against it does not compile"
  said=$(cd "$work" && "./$name-proof") || die 4 "$name: a program against it does not run"
  if printf '%s\\n' "$said" | grep '^failed'; then die 4 "$name: a message did not come through"; fi
  [ "$version" = - ] || printf '%s\\n' "$said" | grep -qx "header $version" || die 4 "$name: the header is not of $version"
  [ "$version" = - ] || printf '%s\\n' "$said" | grep -qx "library $version" || die 4 "$name: the library is not $version"
}`;

function programLines({ name, version, pinned, features, older }: PlannedLibrary): string[] {
  const program = proofOf(name);
  if (program === null) return [];
  const found = older === undefined ? quote(version) : `"$${versionVariable(name)}"`;
  return [
    `cat > "$work/${name}.c" <<'${END}'`,
    program.source.replace(/\n$/, ''),
    END,
    program.language === undefined ? 'compile=${CC:-cc}' : 'compile="${CXX:-c++} -x c++"',
    `prove ${name} ${pinned ? found : '-'} ${program.modules.join(' ')}`,
    ...(name === 'libzmq' && features.curve
      ? [`printf '%s\\n' "$said" | grep -qx 'has curve 1' || die 4 "libzmq was built without CURVE"`]
      : []),
  ];
}

/** The proof at the end of a script: the prefix's folders are named where the system would not look into them by itself. */
export function proofLines(plan: Plan): string[] {
  const variable = plan.machine.os === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  const staticOnly = plan.libraries.every(({ linkage }) => !linkage.shared);
  return [
    '',
    '# verify',
    PROVE(plan.machine.os, staticOnly),
    'say "Proving that it works"',
    `PKG_CONFIG_PATH=${quote(`${plan.libdir}/pkgconfig`)}\${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}`,
    `${variable}=${quote(plan.libdir)}\${${variable}:+:$${variable}}`,
    `export PKG_CONFIG_PATH ${variable}`,
    ...plan.libraries.flatMap(programLines),
  ];
}
