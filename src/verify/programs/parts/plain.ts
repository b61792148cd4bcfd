/** C: sockets of libzmq's own API with patience. */
export const PLAIN = String.raw`
#include <zmq.h>
static void *context;
static char why[256];
/* Milliseconds that a message may take; less once something is known to be wrong. */
static int patience = 5000;

static int fault(const char *what) {
  snprintf(why, sizeof why, "%s: %s", what, zmq_strerror(zmq_errno()));
  return -1;
}

static int set(void *socket, int option, int value) {
  return zmq_setsockopt(socket, option, &value, sizeof value);
}

static void *open_socket(int type) {
  void *socket = zmq_socket(context, type);
  if (socket == NULL) return NULL;
  set(socket, ZMQ_LINGER, 0);
  set(socket, ZMQ_RCVTIMEO, patience);
  set(socket, ZMQ_SNDTIMEO, patience);
  set(socket, ZMQ_RECONNECT_IVL, 20);
  return socket;
}

static int endpoint_of(void *bound, char *endpoint, size_t size) {
  return zmq_getsockopt(bound, ZMQ_LAST_ENDPOINT, endpoint, &size);
}

/* "tcp://[" is an IPv6 address, which a socket takes only when it is told so (zmq_setsockopt(3), ZMQ_IPV6). */
static int bind_at(void *socket, const char *where) {
  if (strncmp(where, "tcp://[", 7) == 0) set(socket, ZMQ_IPV6, 1);
  return zmq_bind(socket, where) == 0 ? 0 : fault("bind");
}

static int connect_at(void *socket, const char *endpoint) {
  if (strncmp(endpoint, "tcp://[", 7) == 0) set(socket, ZMQ_IPV6, 1);
  return zmq_connect(socket, endpoint) == 0 ? 0 : fault("connect");
}

static int connect_to(void *socket, void *bound) {
  char endpoint[256];
  return endpoint_of(bound, endpoint, sizeof endpoint) == 0 ? connect_at(socket, endpoint) : fault("endpoint");
}

static int more(void *socket) {
  int is = 0;
  size_t size = sizeof is;
  zmq_getsockopt(socket, ZMQ_RCVMORE, &is, &size);
  return is;
}

static int frame(void *socket, char *into, size_t size) {
  int got = zmq_recv(socket, into, size - 1, 0);
  if (got < 0) return fault("receive");
  into[(size_t)got < size ? (size_t)got : size - 1] = '\0';
  return got;
}
`;
