import type { CProgram } from '../../compile.ts';
import { CASES } from '../parts/cases.ts';
import { CZMQ_SOCKETS } from '../parts/czmq-sockets.ts';
import { EVERYWHERE } from '../parts/everywhere.ts';
import { PROCESS } from '../parts/process.ts';
import { CZMQ_FLOW } from './czmq-flow.ts';
import { CZMQ_LINK } from './czmq-link.ts';

/** czmq's own signal handler would take the place of ours; a peer that is ended says nothing. */
const MAIN = `
int main(int argc, char **argv) {
  const char *group = argc > 1 ? argv[1] : "";
  zsys_handler_set(NULL);
  bounded(argv[0], 50);
  if (strcmp(group, "peer") == 0 && argc > 2) return stand_still(argv[2]);
  if (strcmp(group, "patterns") == 0) {
    everywhere("pair", pair, INPROC);
    everywhere("req-rep", requested, INPROC);
    everywhere("pub-sub", published, INPROC);
    everywhere("push-pull", pushed, INPROC);
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
    if (zsys_has_curve()) everywhere("curve", encrypted, TCP);
    else say_skipped("curve", "tcp", "no-curve");
  }
  return 0;
}
`;

/** Every pattern, and what holds a connection, through czmq's classes. */
export const czmqPatterns: CProgram = {
  name: 'czmq-patterns',
  modules: ['libczmq', 'libzmq'],
  source: `#define _GNU_SOURCE\n${[PROCESS, CZMQ_SOCKETS, CASES, CZMQ_FLOW, CZMQ_LINK, EVERYWHERE, MAIN].join('')}`,
};
