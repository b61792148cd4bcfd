import { text, verbatim } from '../../core/text.ts';
import { askOf } from '../../facts/ask.ts';
import { goSettings } from '../../facts/go-settings.ts';
import { failed, type Outcome, passed, skipped } from '../check.ts';
import { said } from '../compile.ts';
import { type ProofProgram, readAnswer } from '../program.ts';
import { runProgram } from '../run-program.ts';
import type { Site, Way } from './way.ts';

const BUILD_MS = 240_000;

/** A Go program that calls the library through cgo alone: no module but the standard library is needed. */
const PROGRAMS: Readonly<Record<string, string>> = {
  libzmq: `package main

/*
#cgo pkg-config: libzmq
#include <stdio.h>
#include <zmq.h>
*/
import "C"
import "unsafe"

func main() {
	context := C.zmq_ctx_new()
	push, pull := C.zmq_socket(context, C.ZMQ_PUSH), C.zmq_socket(context, C.ZMQ_PULL)
	where := C.CString("inproc://cgo")
	words := []byte("through cgo")
	got := make([]byte, 64)
	patience := C.int(5000)
	C.zmq_setsockopt(pull, C.ZMQ_RCVTIMEO, unsafe.Pointer(&patience), C.size_t(unsafe.Sizeof(patience)))
	if C.zmq_bind(pull, where) != 0 || C.zmq_connect(push, where) != 0 {
		println("failed cgo bind")
		return
	}
	C.zmq_send(push, unsafe.Pointer(&words[0]), C.size_t(len(words)), 0)
	size := C.zmq_recv(pull, unsafe.Pointer(&got[0]), C.size_t(len(got)), 0)
	if size < 0 || string(got[:size]) != "through cgo" {
		println("failed cgo message")
		return
	}
	C.zmq_close(push)
	C.zmq_close(pull)
	C.zmq_ctx_term(context)
	println("passed cgo")
}
`,
  czmq: `package main

// #cgo pkg-config: libczmq libzmq
// #include <stdlib.h>
// #include <czmq.h>
// static void *opened(int pull, const char *where) {
//   return pull ? zsock_new_pull(where) : zsock_new_push(where);
// }
// static void closed(void *socket) { zsock_t *one = socket; zsock_destroy(&one); }
import "C"
import "unsafe"

func main() {
	where, words := C.CString("inproc://cgo"), C.CString("through cgo")
	pull, push := C.opened(1, where), C.opened(0, where)
	if pull == nil || push == nil {
		println("failed cgo socket")
		return
	}
	C.zsock_set_rcvtimeo(pull, 5000)
	C.zstr_send(push, words)
	got := C.zstr_recv(pull)
	if got == nil || C.GoString(got) != "through cgo" {
		println("failed cgo message")
		return
	}
	C.free(unsafe.Pointer(got))
	C.closed(push)
	C.closed(pull)
	println("passed cgo")
}
`,
};

async function build(site: Site, { recipe }: ProofProgram): Promise<Outcome | null> {
  const { host, env, signal } = site;
  const source = PROGRAMS[recipe];
  if (source === undefined) return null;
  const go = askOf(host).of(goSettings);
  if (go.program === null) return skipped(text('Go is not installed', '没有安装 Go'));
  const folder = `${site.folder}/cgo-${recipe}`;
  host.mkdir(folder);
  host.writeFile(`${folder}/go.mod`, 'module proof\n\ngo 1.16\n');
  // cgo hands words that begin with two dashes on to pkg-config.
  const asked = site.staticOnly ? source.replace('#cgo pkg-config:', '#cgo pkg-config: --static') : source;
  host.writeFile(`${folder}/main.go`, asked);
  // Unoptimized: Go's own runtime is compiled anew each time, into a cache that goes away again.
  const argv = [go.program, 'build', '-gcflags=all=-N -l', '-o', 'proof', '.'];
  const ran = await host.run(argv, {
    cwd: folder,
    // The user's settings hold; what Go writes beside the program (build cache, counters) goes away with our folder.
    env: {
      ...env,
      GOENV: go.file,
      XDG_CONFIG_HOME: `${site.folder}/go-config`,
      GOCACHE: `${site.folder}/go-cache`,
      GOWORK: 'off',
      GOTOOLCHAIN: 'local',
    },
    timeoutMs: BUILD_MS,
    signal,
  });
  const log = said(argv, ran);
  if (ran.code !== 0) return failed(log);
  const done = await runProgram(host, [`${folder}/proof`], folder, env, signal);
  const answer = readAnswer(done.ran.stderr);
  return done.ran.code === 0 && answer.passed.length > 0 && answer.failed.length === 0
    ? passed()
    : failed(log + done.log, verbatim(answer.failed[0] ?? done.ran.stderr.trim()));
}

/** One after the other: the first fills Go's build cache for the rest. */
export const cgo: Way = {
  id: 'cgo',
  async attempt(site, programs) {
    const outcomes: (Outcome | null)[] = [];
    for (const program of programs) outcomes.push(await build(site, program));
    return outcomes;
  },
};
