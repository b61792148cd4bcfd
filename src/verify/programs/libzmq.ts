import { type ProofProgram, WHERE_LOADED } from '../program.ts';

/** Every socket pattern over inproc, ipc and tcp on a free port, and an encrypted message where CURVE is in. */
const source = `#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <zmq.h>
${WHERE_LOADED}
static void *context;
static const int patience = 5000;

static void *open_socket(int type) {
  int none = 0;
  void *socket = zmq_socket(context, type);
  if (socket == NULL) return NULL;
  zmq_setsockopt(socket, ZMQ_LINGER, &none, sizeof none);
  zmq_setsockopt(socket, ZMQ_RCVTIMEO, &patience, sizeof patience);
  zmq_setsockopt(socket, ZMQ_SNDTIMEO, &patience, sizeof patience);
  if (type == ZMQ_SUB) zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "", 0);
  return socket;
}

static int connect_pair(void *bound, void *connected, const char *where) {
  char endpoint[256];
  size_t size = sizeof endpoint;
  if (zmq_bind(bound, where) != 0) return -1;
  if (zmq_getsockopt(bound, ZMQ_LAST_ENDPOINT, endpoint, &size) != 0) return -1;
  return zmq_connect(connected, endpoint);
}

static int pass(void *from, void *to, const char *words) {
  char got[64];
  int size;
  if (zmq_send(from, words, strlen(words), 0) < 0) return -1;
  size = zmq_recv(to, got, sizeof got, 0);
  if (size < 0) return -1;
  if ((size_t)size != strlen(words) || memcmp(got, words, (size_t)size) != 0) { errno = EPROTO; return -1; }
  return 0;
}

static int pass_routed(void *dealer, void *router, const char *words) {
  char identity[64], got[64];
  int length, size;
  if (zmq_send(dealer, words, strlen(words), 0) < 0) return -1;
  length = zmq_recv(router, identity, sizeof identity, 0);
  size = length < 0 ? -1 : zmq_recv(router, got, sizeof got, 0);
  if (size < 0) return -1;
  if (zmq_send(router, identity, (size_t)length, ZMQ_SNDMORE) < 0) return -1;
  if (zmq_send(router, got, (size_t)size, 0) < 0) return -1;
  size = zmq_recv(dealer, got, sizeof got, 0);
  if (size < 0) return -1;
  if ((size_t)size != strlen(words) || memcmp(got, words, (size_t)size) != 0) { errno = EPROTO; return -1; }
  return 0;
}

/* A subscription travels to the publisher; what is published before it arrives is dropped, as it should be. */
static int pass_published(void *pub, void *sub) {
  int attempt, soon = 20, result = -1;
  zmq_setsockopt(sub, ZMQ_RCVTIMEO, &soon, sizeof soon);
  for (attempt = 0; attempt < 250 && result != 0; attempt++) result = pass(pub, sub, "news");
  return result;
}

static int one_case(int bound_type, int connected_type, const char *where) {
  void *bound = open_socket(bound_type), *connected = open_socket(connected_type);
  int result = -1, problem;
  if (bound != NULL && connected != NULL && connect_pair(bound, connected, where) == 0) {
    if (bound_type == ZMQ_PUB || bound_type == ZMQ_XPUB) result = pass_published(bound, connected);
    else if (bound_type == ZMQ_ROUTER) result = pass_routed(connected, bound, "routed");
    else if (bound_type == ZMQ_PULL) result = pass(connected, bound, "pushed");
    else {
      result = pass(connected, bound, "hello");
      if (result == 0) result = pass(bound, connected, "world");
    }
  }
  problem = errno;
  if (connected != NULL) zmq_close(connected);
  if (bound != NULL) zmq_close(bound);
  errno = problem;
  return result;
}

static void report(const char *name, const char *transport, int result) {
  if (result == 0) printf("passed %s %s\\n", name, transport);
  else printf("failed %s %s %s\\n", name, transport, zmq_strerror(errno));
}

static int encrypted(const char *where) {
  char server_public[41], server_secret[41], client_public[41], client_secret[41];
  int one = 1, result = -1, problem;
  void *server = open_socket(ZMQ_REP), *client = open_socket(ZMQ_REQ);
  if (zmq_curve_keypair(server_public, server_secret) == 0 && zmq_curve_keypair(client_public, client_secret) == 0
      && zmq_setsockopt(server, ZMQ_CURVE_SERVER, &one, sizeof one) == 0
      && zmq_setsockopt(server, ZMQ_CURVE_SECRETKEY, server_secret, 41) == 0
      && zmq_setsockopt(client, ZMQ_CURVE_SERVERKEY, server_public, 41) == 0
      && zmq_setsockopt(client, ZMQ_CURVE_PUBLICKEY, client_public, 41) == 0
      && zmq_setsockopt(client, ZMQ_CURVE_SECRETKEY, client_secret, 41) == 0
      && connect_pair(server, client, where) == 0)
    result = pass(client, server, "sealed") == 0 ? pass(server, client, "opened") : -1;
  problem = errno;
  zmq_close(client);
  zmq_close(server);
  errno = problem;
  return result;
}

int main(void) {
  static const struct { const char *name; int bound, connected; } patterns[] = {
    {"pair", ZMQ_PAIR, ZMQ_PAIR}, {"req-rep", ZMQ_REP, ZMQ_REQ}, {"push-pull", ZMQ_PULL, ZMQ_PUSH},
    {"pub-sub", ZMQ_PUB, ZMQ_SUB}, {"dealer-router", ZMQ_ROUTER, ZMQ_DEALER}};
  static const struct { const char *name, *where; } transports[] = {
    {"inproc", "inproc://proof-%s"}, {"ipc", "ipc://proof-%s.sock"}, {"tcp", "tcp://127.0.0.1:*"}};
  static const char *capabilities[] = {"curve", "draft", "ipc", "gssapi", "pgm", "norm", "WS", "WSS"};
  int major, minor, patch;
  size_t i, k;
  zmq_version(&major, &minor, &patch);
  printf("header %d.%d.%d\\n", ZMQ_VERSION_MAJOR, ZMQ_VERSION_MINOR, ZMQ_VERSION_PATCH);
  printf("library %d.%d.%d\\n", major, minor, patch);
  say_loaded("zmq_version");
  for (i = 0; i < sizeof capabilities / sizeof *capabilities; i++)
    printf("has %s %d\\n", capabilities[i], zmq_has(capabilities[i]));
  fflush(stdout);
  context = zmq_ctx_new();
  /* A closed socket gives its address back only when the reaper thread comes to it: each case has its own. */
  for (i = 0; i < sizeof patterns / sizeof *patterns; i++)
    for (k = 0; k < sizeof transports / sizeof *transports; k++) {
      char where[64];
      snprintf(where, sizeof where, transports[k].where, patterns[i].name);
      report(patterns[i].name, transports[k].name, one_case(patterns[i].bound, patterns[i].connected, where));
    }
  if (zmq_has("curve")) report("curve", "ipc", encrypted("ipc://proof-curve.sock"));
  zmq_ctx_term(context);
  return 0;
}
`;

export const libzmqProof: ProofProgram = { recipe: 'libzmq', modules: ['libzmq'], source };
