import type { CProgram } from '../../compile.ts';
import { PLAIN } from '../parts/plain.ts';
import { PROCESS } from '../parts/process.ts';
import { ACKNOWLEDGED } from './acknowledged.ts';
import { OVERRUN } from './overrun.ts';
import { PARCEL } from './parcel.ts';
import { RELAY } from './relay.ts';
import { UNACKNOWLEDGED } from './unacknowledged.ts';

/** `zmq-faults CASE`: the ids are those of src/verify/promises.ts. */
const MAIN = String.raw`
static int published_link_cut(void) { return published(0); }
static int published_consumer_killed(void) { return published(1); }

int main(int argc, char **argv) {
  static const struct { const char *id; int (*one)(void); } cases[] = {
    {"link-cut push-pull", pushed_link_cut},
    {"link-cut push-pull-acknowledged", acknowledged_link_cut},
    {"link-cut req-rep", requested_link_cut},
    {"link-cut pub-sub", published_link_cut},
    {"consumer-killed push-pull-acknowledged", acknowledged_consumer_killed},
    {"consumer-killed pub-sub", published_consumer_killed},
    {"overrun push-pull", pushed_overrun},
    {"overrun pub-sub", published_overrun},
    {"sent-twice push-pull", duplicated}};
  const char *wanted = argc > 1 ? argv[1] : "";
  size_t i;
  bounded(argv[0], 40);
  if (strcmp(wanted, "consumer") == 0 && argc > 3) return consumer(argv[2], argv[3]);
  if (strcmp(wanted, "subscriber") == 0 && argc > 2) return subscriber(argv[2]);
  context = zmq_ctx_new();
  for (i = 0; i < sizeof cases / sizeof *cases; i++)
    if (strcmp(cases[i].id, wanted) == 0) {
      if (cases[i].one() == 0) printf("end\n");
      else printf("failed %s\n", why);
      end_children();
      fflush(stdout);
      /* Sockets that a failed case left open would keep zmq_ctx_term(3) waiting. */
      _exit(0);
    }
  return 2;
}
`;

/** Messages with an id and a digest through faults, over libzmq's own API. */
export const zmqFaults: CProgram = {
  name: 'zmq-faults',
  modules: ['libzmq'],
  options: ['-pthread'],
  source: `#define _GNU_SOURCE\n${[PROCESS, PLAIN, PARCEL, RELAY, ACKNOWLEDGED, UNACKNOWLEDGED, OVERRUN, MAIN].join('')}`,
};
