/**
 * A small C or C++ program that proves one library: it is compiled against the installed headers, linked, run, and passes
 * messages. It answers in lines of `key value` on stdout, so that nothing has to be guessed from an exit code alone:
 *
 *     header 4.3.5        version by the header
 *     library 4.3.5       version by the library that the loader took
 *     loaded zmq_version /usr/local/lib/libzmq.so.5    the file that holds that symbol in this process
 *     has curve 1         capability by zmq_has()
 *     passed req-rep inproc     one case that worked
 *     failed pub-sub tcp EADDRNOTAVAIL…    one that did not
 */
export interface ProofProgram {
  /** The recipe that it proves. */
  readonly recipe: string;
  /** pkg-config modules that it is compiled with. */
  readonly modules: readonly string[];
  readonly source: string;
  /** C where absent. */
  readonly language?: 'c++';
}

/** What such a program said. */
export interface ProofAnswer {
  readonly header: string | null;
  readonly library: string | null;
  /** Symbol -> file that the loader took it from. */
  readonly loaded: Readonly<Record<string, string>>;
  readonly has: Readonly<Record<string, boolean>>;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

/** Reads the program's lines; unknown ones are passed over. */
export function readAnswer(stdout: string): ProofAnswer {
  let header: string | null = null;
  let library: string | null = null;
  const loaded: Record<string, string> = {};
  const has: Record<string, boolean> = {};
  const passed: string[] = [];
  const failed: string[] = [];
  for (const line of stdout.split('\n')) {
    const [key, rest] = splitOnce(line);
    const [name, value] = splitOnce(rest);
    if (key === 'header') header = rest;
    else if (key === 'library') library = rest;
    else if (key === 'loaded') loaded[name] = value;
    else if (key === 'has') has[name] = value === '1';
    else if (key === 'passed') passed.push(rest);
    else if (key === 'failed') failed.push(rest);
  }
  return { header, library, loaded, has, passed, failed };
}

function splitOnce(words: string): [string, string] {
  const blank = words.indexOf(' ');
  return blank < 0 ? [words, ''] : [words.slice(0, blank), words.slice(blank + 1)];
}

/** Where a symbol of this process comes from. dlsym(3) is asked, since a function's address may be the PLT's. */
export const WHERE_LOADED = `
#include <dlfcn.h>
static void say_loaded(const char *symbol) {
  Dl_info info;
  void *address = dlsym(RTLD_DEFAULT, symbol);
  if (address != NULL && dladdr(address, &info) != 0 && info.dli_fname != NULL)
    printf("loaded %s %s\\n", symbol, info.dli_fname);
}
`;
