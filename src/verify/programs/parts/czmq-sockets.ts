/** C: czmq's sockets with patience, and messages that are compared frame by frame. */
export const CZMQ_SOCKETS = String.raw`
#include <stdarg.h>
#include <czmq.h>
static char why[256];
/* Milliseconds that a message may take; less once something is known to be wrong. */
static int patience = 5000;

static int fault(const char *what) {
  snprintf(why, sizeof why, "%s: %s", what, zmq_strerror(zmq_errno()));
  return -1;
}

static int set(zsock_t *socket, int option, int value) {
  return zmq_setsockopt(zsock_resolve(socket), option, &value, sizeof value);
}

static zsock_t *open_socket(int type) {
  zsock_t *socket = zsock_new(type);
  if (socket == NULL) return NULL;
  zsock_set_linger(socket, 0);
  zsock_set_rcvtimeo(socket, patience);
  zsock_set_sndtimeo(socket, patience);
  zsock_set_reconnect_ivl(socket, 20);
  return socket;
}

static int bind_at(zsock_t *socket, const char *where) {
  if (strncmp(where, "tcp://[", 7) == 0) zsock_set_ipv6(socket, 1);
  return zsock_bind(socket, "%s", where) >= 0 ? 0 : fault("bind");
}

static int connect_at(zsock_t *socket, const char *endpoint) {
  if (strncmp(endpoint, "tcp://[", 7) == 0) zsock_set_ipv6(socket, 1);
  return zsock_connect(socket, "%s", endpoint) == 0 ? 0 : fault("connect");
}

static int connect_to(zsock_t *socket, zsock_t *bound) {
  char *endpoint = zsock_last_endpoint(bound);
  int result = endpoint == NULL ? fault("endpoint") : connect_at(socket, endpoint);
  zstr_free(&endpoint);
  return result;
}

static int both(zsock_t *bound, zsock_t *connected, const char *where) {
  if (bound == NULL || connected == NULL) return fault("socket");
  return bind_at(bound, where) == 0 ? connect_to(connected, bound) : -1;
}

/* Sends the words up to NULL as one message of so many frames. */
static int tell(zsock_t *socket, const char *first, ...) {
  zmsg_t *message = zmsg_new();
  const char *word;
  va_list words;
  va_start(words, first);
  for (word = first; word != NULL; word = va_arg(words, const char *)) zmsg_addstr(message, word);
  va_end(words);
  if (zmsg_send(&message, socket) == 0) return 0;
  fault("send");
  zmsg_destroy(&message);
  return -1;
}

/* The message must be these frames and no more. */
static int is_message(zmsg_t *message, const char *first, va_list words) {
  const char *word = first;
  zframe_t *frame = zmsg_first(message);
  for (; word != NULL; word = va_arg(words, const char *), frame = zmsg_next(message))
    if (frame == NULL || !zframe_streq(frame, word)) {
      snprintf(why, sizeof why, "got \"%.*s\", not \"%s\"", frame == NULL ? 0 : (int)zframe_size(frame),
               frame == NULL ? "" : (char *)zframe_data(frame), word);
      return -1;
    }
  if (frame != NULL) snprintf(why, sizeof why, "more frames than were sent");
  return frame == NULL ? 0 : -1;
}

static int hear(zsock_t *socket, const char *first, ...) {
  zmsg_t *message = zmsg_recv(socket);
  va_list words;
  int result;
  if (message == NULL) return fault("receive");
  va_start(words, first);
  result = is_message(message, first, words);
  va_end(words);
  zmsg_destroy(&message);
  return result;
}

static int silence(zsock_t *socket, int ms) {
  zmsg_t *message;
  zsock_set_rcvtimeo(socket, ms);
  message = zmsg_recv(socket);
  zsock_set_rcvtimeo(socket, patience);
  if (message == NULL) return 0;
  snprintf(why, sizeof why, "a message came that should not have");
  zmsg_destroy(&message);
  return -1;
}
`;
