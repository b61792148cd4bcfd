import type { CProgram } from '../../verify/compile.ts';
import { HEAD, ROLES } from './harness.ts';

/** czmq's sockets and frames (zsock(3), zframe(3)): each message is a frame, made and freed by czmq. */
const API = String.raw`
#include <czmq.h>

struct side {
  zsock_t *socket;
  zframe_t *frame;
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
  must((side->socket = zsock_new(types[pattern][bound])) != NULL, "zsock_new");
  side->frame = NULL;
  zsock_set_sndhwm(side->socket, high_water_mark);
  zsock_set_rcvhwm(side->socket, high_water_mark);
  /* czmq drops at the end what is not sent; the measurement's end must arrive. */
  zsock_set_linger(side->socket, -1);
  if (pattern == PUB_SUB && bound) zsock_set_subscribe(side->socket, "");
  /* A publisher that drops what a slow subscriber does not take would measure its own loop. */
  if (pattern == PUB_SUB && !bound) zsock_set_xpub_nodrop(side->socket, 1);
  if (bound) must(zsock_bind(side->socket, "%s", endpoint) >= 0, "zsock_bind");
  else must(zsock_connect(side->socket, "%s", endpoint) == 0, "zsock_connect");
}

static const char *side_endpoint(const struct side *side) { return zsock_endpoint(side->socket); }

static zframe_t *received(struct side *side) {
  zframe_t *frame = zframe_recv(side->socket);
  must(frame != NULL, "zframe_recv");
  return frame;
}

static size_t side_receive(struct side *side) {
  zframe_t *frame = received(side);
  size_t size;
  if (pattern == DEALER_ROUTER) {
    zframe_destroy(&frame);
    frame = received(side);
  }
  size = zframe_size(frame);
  zframe_destroy(&frame);
  return size;
}

static void side_wait(struct side *side) {
  if (pattern == PUB_SUB) side_receive(side);
}

static void side_send(struct side *side, size_t size) {
  zframe_t *frame = zframe_new(NULL, size);
  must(zframe_send(&frame, side->socket, 0) == 0, "zframe_send");
}

static size_t side_echo(struct side *side) {
  zframe_t *frame = received(side);
  size_t size;
  if (pattern == DEALER_ROUTER) {
    must(zframe_send(&frame, side->socket, ZFRAME_MORE) == 0, "zframe_send");
    frame = received(side);
  }
  size = zframe_size(frame);
  must(zframe_send(&frame, side->socket, 0) == 0, "zframe_send");
  return size;
}

/* The frame that comes back is the one that is sent again. */
static void side_turn(struct side *side, size_t size) {
  if (side->frame == NULL || zframe_size(side->frame) != size) {
    zframe_destroy(&side->frame);
    side->frame = zframe_new(NULL, size);
    memset(zframe_data(side->frame), 0, size);
  }
  must(zframe_send(&side->frame, side->socket, 0) == 0, "zframe_send");
  side->frame = received(side);
}

static void side_close(struct side *side) {
  zframe_destroy(&side->frame);
  zsock_destroy(&side->socket);
}

static void api_end(void) { zsys_shutdown(); }

static void api_tell(void) {
  int major, minor, patch;
  zmq_version(&major, &minor, &patch);
  printf("version libzmq %d.%d.%d\n", major, minor, patch);
  zsys_version(&major, &minor, &patch);
  printf("version czmq %d.%d.%d\n", major, minor, patch);
  say_loaded("zmq_version");
  say_loaded("zframe_send");
  /* Signals end us, as any program. */
  zsys_init();
  zsys_handler_reset();
}
`;

export const czmqProgram: CProgram = {
  name: 'bench-czmq',
  source: HEAD + API + ROLES,
  modules: ['libczmq', 'libzmq'],
  options: ['-O2', '-pthread'],
};
