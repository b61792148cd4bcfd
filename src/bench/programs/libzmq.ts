import type { CProgram } from '../../verify/compile.ts';
import { HEAD, ROLES } from './harness.ts';

/** libzmq's own API, as its perf programs use it: zmq_msg_init_size(3), zmq_msg_send(3), zmq_msg_recv(3). */
const API = String.raw`
#include <zmq.h>

static void *context;

struct side {
  void *socket;
  zmq_msg_t message, route;
  char endpoint[512];
};

static void must(int good, const char *what) {
  if (good) return;
  fprintf(stderr, "%s: %s\n", what, zmq_strerror(zmq_errno()));
  exit(1);
}

static void side_open(struct side *side, int bound, const char *endpoint) {
  /* What a publisher waits for, its subscriber's message, is seen by XPUB only; it is PUB in all else (zmq_socket(3)). */
  static const int types[][2] = {{ZMQ_PUSH, ZMQ_PULL}, {ZMQ_XPUB, ZMQ_SUB}, {ZMQ_PAIR, ZMQ_PAIR},
                                 {ZMQ_DEALER, ZMQ_ROUTER}, {ZMQ_REQ, ZMQ_REP}};
  size_t length = sizeof side->endpoint;
  int one = 1;
  if (context == NULL) must((context = zmq_ctx_new()) != NULL, "zmq_ctx_new");
  must((side->socket = zmq_socket(context, types[pattern][bound])) != NULL, "zmq_socket");
  must(zmq_msg_init(&side->message) == 0, "zmq_msg_init");
  must(zmq_msg_init(&side->route) == 0, "zmq_msg_init");
  zmq_setsockopt(side->socket, ZMQ_SNDHWM, &high_water_mark, sizeof high_water_mark);
  zmq_setsockopt(side->socket, ZMQ_RCVHWM, &high_water_mark, sizeof high_water_mark);
  if (pattern == PUB_SUB && bound) must(zmq_setsockopt(side->socket, ZMQ_SUBSCRIBE, "", 0) == 0, "ZMQ_SUBSCRIBE");
  /* A publisher that drops what a slow subscriber does not take would measure its own loop. */
  if (pattern == PUB_SUB && !bound) {
#ifdef ZMQ_XPUB_NODROP
    must(zmq_setsockopt(side->socket, ZMQ_XPUB_NODROP, &one, sizeof one) == 0, "ZMQ_XPUB_NODROP");
#else
    fprintf(stderr, "this libzmq has no ZMQ_XPUB_NODROP\n");
    exit(one);
#endif
  }
  if (bound) must(zmq_bind(side->socket, endpoint) == 0, "zmq_bind");
  else must(zmq_connect(side->socket, endpoint) == 0, "zmq_connect");
  must(zmq_getsockopt(side->socket, ZMQ_LAST_ENDPOINT, side->endpoint, &length) == 0, "ZMQ_LAST_ENDPOINT");
}

static const char *side_endpoint(const struct side *side) { return side->endpoint; }

static size_t side_receive(struct side *side) {
  if (pattern == DEALER_ROUTER && !latency) must(zmq_msg_recv(&side->route, side->socket, 0) >= 0, "zmq_msg_recv");
  must(zmq_msg_recv(&side->message, side->socket, 0) >= 0, "zmq_msg_recv");
  return zmq_msg_size(&side->message);
}

static void side_wait(struct side *side) {
  if (pattern == PUB_SUB) side_receive(side);
}

static void side_send(struct side *side, size_t size) {
  zmq_msg_t message;
  must(zmq_msg_init_size(&message, size) == 0, "zmq_msg_init_size");
  must(zmq_msg_send(&message, side->socket, 0) >= 0, "zmq_msg_send");
  /* Nothing is left to close; remote_thr does it, and each call counts at ten million messages a second. */
  zmq_msg_close(&message);
}

static size_t side_echo(struct side *side) {
  size_t size;
  if (pattern == DEALER_ROUTER) must(zmq_msg_recv(&side->route, side->socket, 0) >= 0, "zmq_msg_recv");
  size = side_receive(side);
  if (pattern == DEALER_ROUTER) must(zmq_msg_send(&side->route, side->socket, ZMQ_SNDMORE) >= 0, "zmq_msg_send");
  must(zmq_msg_send(&side->message, side->socket, 0) >= 0, "zmq_msg_send");
  return size;
}

/* The message that comes back is the one that is sent again. */
static void side_turn(struct side *side, size_t size) {
  if (zmq_msg_size(&side->message) != size) {
    zmq_msg_close(&side->message);
    must(zmq_msg_init_size(&side->message, size) == 0, "zmq_msg_init_size");
    memset(zmq_msg_data(&side->message), 0, size);
  }
  must(zmq_msg_send(&side->message, side->socket, 0) >= 0, "zmq_msg_send");
  must(zmq_msg_recv(&side->message, side->socket, 0) >= 0, "zmq_msg_recv");
}

static void side_close(struct side *side) {
  zmq_msg_close(&side->message);
  zmq_msg_close(&side->route);
  zmq_close(side->socket);
}

static void api_end(void) { zmq_ctx_term(context); }

static void api_tell(void) {
  int major, minor, patch;
  zmq_version(&major, &minor, &patch);
  printf("version libzmq %d.%d.%d\n", major, minor, patch);
  say_loaded("zmq_version");
}
`;

export const libzmqProgram: CProgram = {
  name: 'bench-libzmq',
  source: HEAD + API + ROLES,
  modules: ['libzmq'],
  options: ['-O2', '-pthread'],
};
