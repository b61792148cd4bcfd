import { type ProofProgram, WHERE_LOADED } from '../program.ts';

/** Request and reply, and a multi-part message through a pipeline, over czmq's own classes. */
const source = `#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <czmq.h>
${WHERE_LOADED}
static void report(const char *name, int good) {
  printf("%s %s inproc%s\\n", good ? "passed" : "failed", name, good ? "" : " the message did not come through");
}

static int requested(void) {
  zsock_t *server = zsock_new_rep("inproc://czmq-proof"), *client = zsock_new_req("inproc://czmq-proof");
  char *question = NULL, *answer = NULL;
  int good = 0;
  if (server != NULL && client != NULL) {
    zsock_set_rcvtimeo(server, 5000);
    zsock_set_rcvtimeo(client, 5000);
    zstr_send(client, "hello");
    question = zstr_recv(server);
    zstr_send(server, "world");
    answer = zstr_recv(client);
    good = question != NULL && answer != NULL && streq(question, "hello") && streq(answer, "world");
  }
  zstr_free(&question);
  zstr_free(&answer);
  zsock_destroy(&client);
  zsock_destroy(&server);
  return good;
}

static int pushed(void) {
  zsock_t *pull = zsock_new_pull("inproc://czmq-line"), *push = zsock_new_push("inproc://czmq-line");
  zmsg_t *sent = zmsg_new(), *got = NULL;
  int good = 0;
  if (push != NULL && pull != NULL) {
    zsock_set_rcvtimeo(pull, 5000);
    zmsg_addstr(sent, "first");
    zmsg_addstr(sent, "second");
    zmsg_send(&sent, push);
    got = zmsg_recv(pull);
    good = got != NULL && zmsg_size(got) == 2 && zframe_streq(zmsg_first(got), "first")
           && zframe_streq(zmsg_next(got), "second");
  }
  zmsg_destroy(&sent);
  zmsg_destroy(&got);
  zsock_destroy(&push);
  zsock_destroy(&pull);
  return good;
}

int main(void) {
  int major, minor, patch;
  zsys_version(&major, &minor, &patch);
  printf("header %d.%d.%d\\n", CZMQ_VERSION_MAJOR, CZMQ_VERSION_MINOR, CZMQ_VERSION_PATCH);
  printf("library %d.%d.%d\\n", major, minor, patch);
  say_loaded("zstr_send");
  say_loaded("zmq_version");
  fflush(stdout);
  report("req-rep", requested());
  report("push-pull", pushed());
  return 0;
}
`;

export const czmqProof: ProofProgram = { recipe: 'czmq', modules: ['libczmq', 'libzmq'], source };
