import { type ProofProgram, WHERE_LOADED } from '../program.ts';

/** A broker and two clients over ipc: a message of a stream, and one to a mailbox. Its library does not tell its version. */
const source = `#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <malamute.h>
${WHERE_LOADED}
static const char *endpoint = "ipc://malamute-proof";

static void report(const char *name, int good) {
  printf("%s %s ipc%s\\n", good ? "passed" : "failed", name, good ? "" : " the message did not come through");
}

/* Whether the reader gets a message of one string that says this. */
static int receives(mlm_client_t *reader, const char *words) {
  zpoller_t *poller = zpoller_new(mlm_client_msgpipe(reader), NULL);
  int good = 0;
  if (zpoller_wait(poller, 10000) != NULL) {
    char *subject = NULL, *content = NULL;
    good = mlm_client_recvx(reader, &subject, &content, NULL) >= 0 && content != NULL && streq(content, words);
    zstr_free(&subject);
    zstr_free(&content);
  }
  zpoller_destroy(&poller);
  return good;
}

int main(void) {
  zactor_t *broker = zactor_new(mlm_server, NULL);
  mlm_client_t *writer = mlm_client_new(), *reader = mlm_client_new();
  printf("header %d.%d.%d\\n", MLM_VERSION_MAJOR, MLM_VERSION_MINOR, MLM_VERSION_PATCH);
  printf("library %d.%d.%d\\n", MLM_VERSION_MAJOR, MLM_VERSION_MINOR, MLM_VERSION_PATCH);
  say_loaded("mlm_client_new");
  fflush(stdout);
  if (broker == NULL || writer == NULL || reader == NULL) return 1;
  zstr_sendx(broker, "BIND", endpoint, NULL);
  if (mlm_client_connect(writer, endpoint, 10000, "writer") != 0) return 1;
  if (mlm_client_connect(reader, endpoint, 10000, "reader") != 0) return 1;
  mlm_client_set_producer(writer, "proof");
  mlm_client_set_consumer(reader, "proof", "greet.*");
  mlm_client_sendx(writer, "greeting", "hello", NULL);
  report("stream", receives(reader, "hello"));
  mlm_client_sendtox(writer, "reader", "note", "for you", NULL);
  report("mailbox", receives(reader, "for you"));
  mlm_client_destroy(&writer);
  mlm_client_destroy(&reader);
  zactor_destroy(&broker);
  return 0;
}
`;

export const malamuteProof: ProofProgram = {
  recipe: 'malamute',
  modules: ['libmlm', 'libczmq', 'libzmq'],
  source,
};
