import type { CProgram } from '../../compile.ts';
import { CASES } from '../parts/cases.ts';
import { EVERYWHERE } from '../parts/everywhere.ts';
import { PLAIN } from '../parts/plain.ts';
import { PLAIN_WORDS } from '../parts/plain-words.ts';
import { PROCESS } from '../parts/process.ts';
import { ZMQ_FAN } from './zmq-fan.ts';
import { ZMQ_LINK } from './zmq-link.ts';
import { ZMQ_PAIRS } from './zmq-pairs.ts';

/** `zmq-patterns GROUP`: the groups can run side by side, since each has its own names. */
const MAIN = `
static int fanned(const char *where) {
  char sink[64];
  snprintf(sink, sizeof sink, strncmp(where, "tcp", 3) == 0 ? "%s" : "%s-sink", where);
  return pushed(where, sink);
}

int main(int argc, char **argv) {
  const char *group = argc > 1 ? argv[1] : "";
  bounded(argv[0], 50);
  if (strcmp(group, "peer") == 0 && argc > 2) return stand_still(argv[2]);
  context = zmq_ctx_new();
  if (strcmp(group, "patterns") == 0) {
    everywhere("pair", pair, INPROC);
    everywhere("req-rep", requested, INPROC);
    everywhere("pub-sub", published, INPROC);
    everywhere("push-pull", fanned, INPROC);
    everywhere("router-dealer", routed, INPROC);
    everywhere("xpub-xsub", brokered, INPROC);
  }
  if (strcmp(group, "links") == 0) {
    everywhere("reconnect", reconnected, IPC);
#ifdef ZMQ_HEARTBEAT_IVL
    everywhere("heartbeat", heartbeat, TCP);
#else
    say_skipped("heartbeat", "tcp", "no-heartbeats");
#endif
#ifdef ZMQ_CURVE_SERVER
    if (zmq_has("curve")) everywhere("curve", encrypted, IPC);
    else say_skipped("curve", "tcp", "no-curve");
#endif
  }
  zmq_ctx_term(context);
  return 0;
}
`;

/** Every pattern, and what holds a connection, through libzmq's own API. */
export const zmqPatterns: CProgram = {
  name: 'zmq-patterns',
  modules: ['libzmq'],
  source: `#define _GNU_SOURCE\n${[PROCESS, PLAIN, PLAIN_WORDS, CASES, ZMQ_PAIRS, ZMQ_FAN, ZMQ_LINK, EVERYWHERE, MAIN].join('')}`,
};
