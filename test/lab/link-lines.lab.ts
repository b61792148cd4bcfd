import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnoseLink } from '../../src/doctor/link/diagnose.ts';
import { scopeOf } from '../../src/doctor/scope.ts';
import { askOf } from '../../src/facts/ask.ts';
import type { Scope } from '../../src/facts/check.ts';
import type { Probe } from '../../src/host/host.ts';
import { liveHost } from '../../src/host/live.ts';
import { loadRecipes } from '../../src/recipes/load.ts';

const work = mkdtempSync(join(tmpdir(), 'link-lines-'));
afterAll(() => rmSync(work, { recursive: true }));

const sh = (...argv: string[]) =>
  spawnSync(argv[0] as string, argv.slice(1), { cwd: work, encoding: 'utf8' });
const must = (...argv: string[]): void => {
  const run = sh(...argv);
  if (run.status !== 0) throw new Error(`${argv.join(' ')}: ${run.stderr}`);
};

const SOURCES: Readonly<Record<string, string>> = {
  // A user of a, which uses b; c and d use each other; e is C++.
  'main.c': 'int a(void); int main(void) { return a(); }',
  'useb.c': 'int b(void); int main(void) { return b(); }',
  'usec.c': 'int c(int); int main(void) { return c(0); }',
  'usee.c': 'int e(void); int main(void) { return e(); }',
  'sine.c': 'double sin(double); int main(int n, char **v) { (void)v; return (int)sin(n); }',
  'a.c': 'int b(void); int a(void) { return b(); }',
  'b.c': 'int b(void) { return 0; }',
  'c.c': 'int d(int); int c(int n) { return n > 2 ? n : d(n + 1); }',
  'c2.c': 'int c2(int n) { return n; }',
  'd.c': 'int c(int); int c2(int); int d(int n) { return c(c2(n) + 1); }',
  'e.cc': '#include <string>\nextern "C" int e(void) { std::string s("x"); return s.size() == 1 ? 0 : 1; }',
  'twice.c': 'int b(void) { return 1; }',
  'weak.c': 'int b(void) __attribute__((weak)); int main(void) { return b ? b() : 0; }',
  // One function of a library, wanted and given under the two C++ ABIs of libstdc++ (GCC manual, "Dual ABI").
  'greet.cc': '#include <string>\nnamespace demo { std::string greet(const std::string &n) { return n; } }',
  'greets.cc':
    '#include <string>\nnamespace demo { std::string greet(const std::string &); }\nint main() { return demo::greet("x").size() == 1 ? 0 : 1; }',
  // A function that is declared in one language and defined in the other.
  'plain.cc': 'int b(void); int main() { return b(); }',
  'usegreetc.c': 'int greetc(int); int main(void) { return greetc(0); }',
  'greetc.cc': 'int greetc(int n) { return n; }',
  'place.c':
    'extern int far; int far_away(int); static int own; int place(int n) { switch (n) { case 1: return 5; case 2: return 9; case 3: return far; case 4: return 77; case 5: return far_away(n); } return (int)(long)&own; }',
  'usep.c':
    'int far; int far_away(int n) { return n; } int place(int); int main(void) { return place(1) == 5 ? 0 : 1; }',
  'zmq.c': '#include <zmq.h>\nint main(void) { return zmq_ctx_new() == 0; }',
  'czmq.c':
    '#include <czmq.h>\nint main(void) { zsock_t *s = zsock_new_push("inproc://x"); zsock_destroy(&s); return 0; }',
};

let scope: Scope;
const host = liveHost('test');
const probe: Probe = { ...host, self: { ...host.self, cwd: work } };

beforeAll(async () => {
  for (const [name, text] of Object.entries(SOURCES)) writeFileSync(join(work, name), text);
  for (const name of Object.keys(SOURCES))
    must(name.endsWith('.cc') ? 'g++' : 'gcc', '-fPIC', '-c', name, '-o', `${name.replace(/\..*/, '')}.o`);
  for (const name of ['a', 'b', 'e']) must('ar', 'rcs', `lib${name}.a`, `${name}.o`);
  must('g++', '-D_GLIBCXX_USE_CXX11_ABI=0', '-c', 'greet.cc', '-o', 'oldgreet.o');
  must('ar', 'rcs', 'libgreet.a', 'greet.o');
  must('ar', 'rcs', 'liboldgreet.a', 'oldgreet.o');
  // Their symbols stand in the compiler's own table, and in an archive's only where the compiler's own ar made it.
  for (const name of ['main', 'a', 'b', 'czmq', 'weak'])
    must('gcc', '-flto', '-fno-fat-lto-objects', '-c', `${name}.c`, '-o', `lto-${name}.o`);
  must('gcc-ar', 'rcs', 'libla.a', 'lto-a.o');
  must('gcc-ar', 'rcs', 'liblb.a', 'lto-b.o');
  for (const [name, option] of Object.entries({ fixed: '-fno-pie', pie: '-fpie', pic: '-fPIC' })) {
    must('gcc', option, '-c', 'place.c', '-o', `place-${name}.o`);
    must('ar', 'rcs', `lib${name}.a`, `place-${name}.o`);
  }
  const foreign = readFileSync(join(work, 'a.o'));
  // e_machine: EM_AARCH64 (gABI, "ELF Header").
  foreign.writeUInt16LE(183, 18);
  writeFileSync(join(work, 'arm.o'), foreign);
  writeFileSync(join(work, 'junk.o'), '<html>404 Not Found</html>');
  writeFileSync(join(work, 'short.o'), readFileSync(join(work, 'main.o')).subarray(0, 700));
  must('ar', 'rcs', 'libc1.a', 'c.o', 'c2.o');
  must('ar', 'rcs', 'libd.a', 'd.o');
  must('ar', 'rcs', 'libgreetc.a', 'greetc.o');
  must('ar', 'rcsT', 'libthin.a', 'a.o', 'b.o');
  writeFileSync(join(work, 'gone.o'), readFileSync(join(work, 'a.o')));
  must('ar', 'rcsT', 'libgone.a', 'gone.o');
  rmSync(join(work, 'gone.o'));
  writeFileSync(
    join(work, 'liba.la'),
    "# liba.la - a libtool library file\n# Generated by libtool (GNU libtool) 2.4.7\ndlname=''\nold_library='liba.a'\n",
  );
  must('gcc', '-shared', '-o', 'libsa.so', 'a.o', '-Wl,--allow-shlib-undefined');
  must('gcc', '-shared', '-o', 'libsb.so', 'b.o');
  writeFileSync(join(work, 'args'), 'main.o -L. "-la" -lb');
  scope = scopeOf(await loadRecipes(host, new URL('../..', import.meta.url).pathname), {
    targets: [],
    prefix: '/usr/local',
  });
});

/** A line, and the code of the first finding; null where it links. */
const LINES: readonly (readonly [string, string | null, string?])[] = [
  ['gcc main.o -L. -la -lb', null],
  ['gcc main.o -L. -lb -la', 'link.order', 'libb'],
  ['gcc -L. -la -lb main.o', 'link.order', 'liba'],
  ['gcc main.o libb.a liba.a', 'link.order', 'libb'],
  ['gcc main.o -L. -la', 'link.library-not-linked', 'libb'],
  ['gcc main.o liba.a', 'unknown'],
  ['gcc main.o libgone.a -L. -lb', 'library.corrupt', 'libgone'],
  ['gcc useb.o libgone.a -L. -lb', null],
  ['gcc main.o liba.la libb.a', 'library.corrupt', 'liba'],
  ['gcc -Wl,--push-state,--as-needed -L. -lsb -Wl,--pop-state useb.o', 'link.order', 'libsb'],
  ['gcc -u b -L. -lb useb.o', null],
  ['gcc -Wl,-u,nobody useb.o b.o', null],
  ['gcc main.o -Wl,--defsym=a=main', null],
  ['gcc main.o -L. -la -lb -Wl,--wrap=b', 'unknown'],
  ['gcc -Wl,--unresolved-symbols=ignore-all main.o', null],
  ['gcc -shared a.o', null],
  ['gcc -shared -Wl,-z,defs a.o -L.', 'link.library-not-linked', 'libb'],
  ['gcc -shared -Wl,--no-undefined a.o b.o', null],
  ['gcc -static-pie usep.o -L. -lfixed', 'link.not-pic', 'libfixed'],
  ['gcc -fuse-ld=gold main.o -L. -lb -la', 'link.order', 'libb'],
  ['g++ plain.o -L. -lb', 'link.cxx-abi', 'libb'],
  ['g++ usegreetc.o -L. -lgreetc', 'link.cxx-abi', 'libgreetc'],
  ['gcc main.o -L. -Wl,--start-group -lb -la -Wl,--end-group', null],
  ['gcc @args', null],
  ['gcc main.o libthin.a', null],
  ['gcc main.o a.o b.o', null],
  ['gcc useb.o b.o twice.o', 'link.duplicate-symbol', 'b'],
  ['gcc useb.o b.o -L. -lb', null],
  ['gcc weak.o', null],
  ['gcc weak.o -L. -lb', null],
  ['gcc usec.o -L. -lc1 -ld', 'link.order'],
  ['gcc usec.o -L. -Wl,-( -lc1 -ld -Wl,-)', null],
  ['gcc usec.o -L. -lc1 -ld -lc1', null],
  ['gcc usee.o -L. -le', 'link.cxx-runtime', 'libstdc++'],
  ['g++ usee.o -L. -le', null],
  ['gcc usee.o -L. -le -lstdc++', null],
  ['gcc sine.o', 'link.library-not-linked', 'libm'],
  ['gcc sine.o -lm', null],
  ['gcc main.o -L. -lsa -lsb', null],
  ['gcc main.o -L. -lsb -lsa', 'link.order', 'libsb'],
  ['gcc -Wl,--no-as-needed main.o -L. -lsb -lsa', null],
  ['gcc main.o -L. -lsa', 'link.library-not-linked'],
  ['gcc main.o -lnowhere', 'link.library-not-found', 'libnowhere'],
  ['gcc useb.o -L. -Wl,--as-needed -lsb', null],
  ['gcc -L. -Wl,--as-needed -lsb useb.o', 'link.order', 'libsb'],
  ['gcc main.o -L. -Wl,--whole-archive -lb -Wl,--no-whole-archive -la', null],
  ['gcc -c main.c', null],
  ['gcc zmq.o -lzmq', null],
  ['gcc zmq.o', 'link.library-not-linked', 'libzmq'],
  ['gcc -lzmq zmq.o', 'link.order', 'libzmq'],
  ['gcc -Wl,--no-as-needed -lzmq zmq.o', null],
  ['gcc czmq.o -lczmq', null],
  ['gcc czmq.o -lzmq', 'link.library-not-linked', 'libczmq'],
  ['gcc czmq.o -l:libczmq.a', 'link.library-not-linked'],
  ['gcc czmq.o -lzmq -l:libczmq.a', 'link.order', 'libzmq'],
  ['gcc zmq.o -l:libzmq.a', 'link.library-not-linked'],
  ['gcc -flto lto-main.o lto-a.o lto-b.o', null],
  ['gcc -flto lto-main.o -L. -lla -llb', null],
  ['gcc -flto lto-main.o -L. -la -llb', null],
  ['gcc -flto lto-main.o -L. -lla', 'link.library-not-linked'],
  ['gcc -flto -L. -lla -llb lto-main.o', 'link.order', 'libla'],
  ['gcc -flto lto-main.o lto-a.o lto-b.o b.o', 'link.duplicate-symbol', 'b'],
  ['gcc -flto lto-weak.o', null],
  ['gcc -flto lto-czmq.o -lczmq', null],
  ['gcc -flto lto-czmq.o -lzmq', 'link.library-not-linked', 'libczmq'],
  ['g++ greets.o -L. -lgreet', null],
  ['g++ greets.o -L. -loldgreet', 'link.cxx-abi', 'liboldgreet'],
  ['g++ greets.o oldgreet.o', 'link.cxx-abi', 'oldgreet.o'],
  ['gcc usep.o -L. -lfixed', 'link.not-pic', 'libfixed'],
  ['gcc -no-pie usep.o -L. -lfixed', null],
  ['gcc usep.o -L. -lpie', null],
  ['gcc usep.o -L. -lpic', null],
  ['gcc -shared usep.o -L. -lfixed', 'link.not-pic', 'libfixed'],
  ['gcc -shared usep.o -L. -lpie', 'link.not-pic', 'libpie'],
  ['gcc -shared usep.o -L. -lpic', null],
  ['gcc main.o -L. -lfixed -la -lb', null],
  ['gcc -r place-fixed.o usep.o', null],
  ['gcc main.o a.o b.o junk.o', 'library.corrupt'],
  ['gcc short.o a.o b.o', 'library.corrupt'],
  ['gcc main.o arm.o b.o', 'library.wrong-architecture'],
];

describe('link lines, against the real linker', () => {
  it.each(LINES.map(([line, code, subject]) => ({ line, code, subject })))(
    '$line',
    ({ line, code, subject }) => {
      const argv = line.split(' ');
      const real = sh(...argv, ...(argv.includes('-c') ? [] : ['-o', 'out']));
      const { findings, corrected } = diagnoseLink(askOf(probe), scope, argv);
      expect(real.status === 0, `${real.stderr}`).toBe(code === null);
      expect(findings.map((one) => one.code)[0] ?? null).toBe(code);
      if (subject !== undefined) expect(findings[0]?.subject).toBe(subject);
      if (corrected !== null) {
        const again = sh(...corrected, '-o', 'out');
        expect(again.status, `${corrected.join(' ')}\n${again.stderr}`).toBe(0);
      } else if (code !== null)
        expect([
          'unknown',
          'link.library-not-found',
          'link.cxx-abi',
          'link.not-pic',
          'library.corrupt',
          'library.wrong-architecture',
          'link.duplicate-symbol',
          'link.library-not-linked',
        ]).toContain(code);
    },
  );
});
