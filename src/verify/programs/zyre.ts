import { type ProofProgram, WHERE_LOADED } from '../program.ts';

/** Two nodes that find each other by gossip (a beacon needs a network that broadcasts), a shout to a group, and a whisper. */
const source = `#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <zyre.h>
${WHERE_LOADED}
static void report(const char *name, int good) {
  printf("%s %s inproc%s\\n", good ? "passed" : "failed", name, good ? "" : " the message did not come through");
}

/* The next event of this type; NULL where none comes. */
static zyre_event_t *await_event(zyre_t *node, const char *type) {
  zpoller_t *poller = zpoller_new(zyre_socket(node), NULL);
  zyre_event_t *event = NULL;
  int64_t end = zclock_mono() + 10000;
  while (event == NULL && zclock_mono() < end) {
    if (zpoller_wait(poller, 500) == NULL) continue;
    event = zyre_event_new(node);
    if (event != NULL && strneq(zyre_event_type(event), type)) zyre_event_destroy(&event);
  }
  zpoller_destroy(&poller);
  return event;
}

static int says(zyre_event_t *event, const char *words) {
  zmsg_t *message = event == NULL ? NULL : zyre_event_msg(event);
  return message != NULL && zframe_streq(zmsg_first(message), words);
}

int main(void) {
  zyre_t *one = zyre_new("one"), *two = zyre_new("two");
  zyre_event_t *joined = NULL, *shout = NULL, *whisper = NULL;
  uint64_t version = zyre_version();
  printf("header %d.%d.%d\\n", ZYRE_VERSION_MAJOR, ZYRE_VERSION_MINOR, ZYRE_VERSION_PATCH);
  printf("library %d.%d.%d\\n", (int) (version / 10000), (int) (version / 100 % 100), (int) (version % 100));
  say_loaded("zyre_new");
  fflush(stdout);
  if (one == NULL || two == NULL) return 1;
  zyre_set_endpoint(one, "inproc://zyre-proof-one");
  zyre_gossip_bind(one, "inproc://zyre-proof-hub");
  zyre_set_endpoint(two, "inproc://zyre-proof-two");
  zyre_gossip_connect(two, "inproc://zyre-proof-hub");
  if (zyre_start(one) != 0 || zyre_start(two) != 0) return 1;
  zyre_join(one, "PROOF");
  zyre_join(two, "PROOF");
  joined = await_event(one, "JOIN");
  report("join", joined != NULL && streq(zyre_event_group(joined), "PROOF"));
  if (joined != NULL) {
    zyre_shouts(one, "PROOF", "hello");
    zyre_whispers(one, zyre_event_peer_uuid(joined), "psst");
    shout = await_event(two, "SHOUT");
    report("shout", says(shout, "hello"));
    whisper = await_event(two, "WHISPER");
    report("whisper", says(whisper, "psst"));
    zyre_event_destroy(&shout);
    zyre_event_destroy(&whisper);
  }
  zyre_event_destroy(&joined);
  zyre_stop(one);
  zyre_stop(two);
  zyre_destroy(&one);
  zyre_destroy(&two);
  return 0;
}
`;

export const zyreProof: ProofProgram = {
  recipe: 'zyre',
  modules: ['libzyre', 'libczmq', 'libzmq'],
  source,
};
