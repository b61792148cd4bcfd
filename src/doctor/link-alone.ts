import type { Ask } from '../facts/ask.ts';
import type { Language } from '../facts/compiler-trial.ts';
import { programs } from '../facts/programs.ts';

/** The package's own link. `cc` is the alternatives' (update-alternatives(1)): it dangles where the compiler was taken away. */
const OWN_NAME = { c: 'gcc', 'c++': 'g++' } as const;

/** `gcc-12`, `x86_64-linux-gnu-gcc-12`, `clang-17`: the files that the plain names are links to. */
const VERSIONED = {
  c: /^(?:[\w.]+-)*(?:gcc|clang)-\d[\d.]*$/,
  'c++': /^(?:[\w.]+-)*(?:g|clang)\+\+-\d[\d.]*$/,
};

/** The plain name of a compiler is a link to nothing while the compiler itself is here under its version: only the link is broken. */
export function isLinkAlone(ask: Ask, language: Language): boolean {
  const where = ask.of(programs);
  const dangles = where.find(OWN_NAME[language]).onPath.some(({ problem }) => problem === 'dangling');
  return (
    dangles &&
    where.folders.some((folder) => {
      const names = ask.probe.readdir(folder);
      return (
        names.ok &&
        names.value.some((name) => VERSIONED[language].test(name) && ask.probe.stat(`${folder}/${name}`).ok)
      );
    })
  );
}
