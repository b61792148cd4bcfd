import { isLibrary, libraryOfProject } from './libraries.ts';

/**
 * What a sentence says to be missing, by its grammar alone: the sentence itself says that the word is a package, a
 * library, a module or a program. For the things that no table knows.
 */
export interface Unlisted {
  readonly kind: 'library' | 'tool';
  readonly name: string;
}

const THING =
  '(?:librar(?:y|ies)|packages?|modules?|dependenc(?:y|ies)|extensions?|components?|frameworks?|SDK|toolkit|headers?|prerequisites?(?: package)?|development (?:files|package|headers))';
const PROGRAM = '(?:programs?|tools?|executables?|commands?|binary|binaries|compiler)';
const NAME = `['"(<]{0,2}([A-Za-z][\\w.+-]{1,40}?)['")>]{0,2}`;
const QUALITY =
  '(?:(?:[Rr]equired|[Tt]he|a|an|any|valid|suitable|working|usable|mandatory|needed|[Pp]ython ?[23]?|[Pp]erl|[Rr]uby|C|C\\+\\+|system|external|native|shared|static|following|build) ){0,4}';
const LACK =
  "(?:[Mm]issing|MISSING|[Cc]ould(?: not|n't) (?:find|locate)|[Cc]an(?:not|'t| not) (?:find|locate)|[Uu]nable to (?:find|locate)|[Ff]ailed to (?:find|locate)|[Dd](?:id|oes) not (?:find|have)|(?:[Dd]o(?:es)? not|[Dd]o(?:es)?n't) know where to find|[Rr]equires|[Pp]lease install)";
const IS_LACKING =
  "(?:(?:is|was|are|were|has|have|could|can|does|do|seems?|appears?|to|been|be) ){0,3}(?:not (?:be )?(?:found|installed|available|located|detected|present)|couldn't be found|cannot be found|missing|required|needed)\\b";
const END = '(?=$|[\\s.,;:!\'")])';

type Form = readonly [pattern: RegExp, kind: Unlisted['kind']];

/** `Missing required python module: xcbgen`, `FOO library not found`, `the module foo is required`. */
const ANYWHERE: readonly Form[] = [THING, PROGRAM].flatMap((noun, index): Form[] => {
  const kind = index === 0 ? 'library' : 'tool';
  return [
    [new RegExp(`${LACK} ${QUALITY}${noun}:? ${NAME}${END}`), kind],
    [new RegExp(`${LACK} ${QUALITY}${NAME} ${noun}\\b`), kind],
    [new RegExp(`(?:^|[\\s:('"])${NAME} ${noun} ${IS_LACKING}`), kind],
    [new RegExp(`(?:^|[\\s:('"])(?:[Tt]he )?${noun} ${NAME} ${IS_LACKING}`), kind],
  ];
});
/** `FFTW not found`: a bare name is a thing only where a configuration step says so of what it looked for. */
const CONFIGURING: readonly Form[] = [
  [new RegExp(`^${NAME} ${IS_LACKING}`), 'library'],
  [new RegExp(`^${LACK} ${QUALITY}${NAME}(?:[.!]?$|[.!] {1,2}[A-Z])`), 'library'],
];

/** Words that such sentences have in the place of a name. */
const NO_NAME =
  /^(?:the|this|that|these|those|your|its?|any|all|some|one|no|not|or|and|of|to|in|on|at|by|is|are|was|be|as|if|we|you|for|from|with|which|such|more|than|but|files?|sources?|targets?|director(?:y|ies)|folders?|paths?|versions?|compilers?|support|symbols?|functions?|class(?:es)?|types?|valid|working|usable|functional|functioning|sane|recent|modern|mandatory|needed|required?|requires|system|following|matching|suitable|package|module|library|libraries|dependency|dependencies|config|configuration|options?|arguments?|values?|input|output|entry|names?|named|executable|main|default|dev|devel|development|headers?|build|license|keys?|host|server|data|native|shared|static|template|object|program|tool|command|image|base|root|home|user|group|service|python|perl|ruby|node|go|rust|java|libs?|include|plugin|resource|element|member|interface|address|device|model|table|column|record|page|route|method|variable|environment|it|there|proper|correct|c|appropriate|compatible|necessary|other|external|internal|own|same|additional|optional|least|either|both|each|every|only|also)$/i;

/** @param configuring whether a configuration step's own error message is being read. Linear in the line. */
export function unlisted(line: string, configuring: boolean): Unlisted | null {
  for (const [pattern, kind] of configuring ? [...ANYWHERE, ...CONFIGURING] : ANYWHERE) {
    const word = pattern.exec(line)?.[1]?.replace(/[.:,;]+$/, '');
    if (!word || NO_NAME.test(word)) continue;
    return { kind, name: isLibrary(word) ? (libraryOfProject(word) ?? word) : word };
  }
  return null;
}
