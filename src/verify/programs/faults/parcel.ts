/**
 * C: messages with an id and a digest of their body (FNV-1a, 64 bits), and the ledger: one line of src/verify/ledger.ts
 * for each thing that happens to one. A consumer writes its line before it acknowledges, so that what a killed one
 * had in hand is known.
 */
export const PARCEL = String.raw`
static void mark(const char *what) { printf("mark %s\n", what); }
static void enter(const char *what, unsigned id) { printf("%s %u\n", what, id); }

static uint64_t digest_of(unsigned id, const char *body, size_t size) {
  uint64_t sum = 14695981039346656037u ^ id;
  size_t i;
  for (i = 0; i < size; i++) sum = (sum ^ (unsigned char)body[i]) * 1099511628211u;
  return sum;
}

enum { LARGEST = 8192 };
static size_t body_size = 120;

/* 0 where it was handed over, -1 where the socket would not take it now. */
static int send_parcel(void *socket, unsigned id) {
  static char body[LARGEST];
  char number[16], digest[24];
  uint32_t noise = id * 2654435761u + 1;
  size_t i;
  for (i = 0; i < body_size; i++) body[i] = (char)((noise = noise * 1664525u + 1013904223u) >> 24);
  snprintf(number, sizeof number, "%u", id);
  snprintf(digest, sizeof digest, "%016llx", (unsigned long long)digest_of(id, body, body_size));
  if (zmq_send(socket, number, strlen(number), ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0) return -1;
  if (zmq_send(socket, digest, strlen(digest), ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0) return -1;
  return zmq_send(socket, body, body_size, ZMQ_DONTWAIT) < 0 ? -1 : 0;
}

/* 1 and its id where one has come, whole and unchanged. */
static int receive_parcel(void *socket, unsigned *id) {
  static char body[LARGEST];
  char number[32], digest[32], right[24];
  int size;
  if (frame(socket, number, sizeof number) < 0) return 0;
  *id = (unsigned)strtoul(number, NULL, 10);
  if (!more(socket) || frame(socket, digest, sizeof digest) < 0 || !more(socket)) { enter("bad", *id); return 0; }
  size = zmq_recv(socket, body, sizeof body, 0);
  if (size < 0 || size > LARGEST || more(socket)) { enter("bad", *id); return 0; }
  snprintf(right, sizeof right, "%016llx", (unsigned long long)digest_of(*id, body, (size_t)size));
  if (strcmp(digest, right) != 0) { enter("bad", *id); return 0; }
  enter("got", *id);
  return 1;
}

static void *polled(int type, int hwm) {
  void *socket = open_socket(type);
  set(socket, ZMQ_RCVTIMEO, 0);
  set(socket, ZMQ_SNDTIMEO, 0);
  set(socket, ZMQ_SNDHWM, hwm);
  set(socket, ZMQ_RCVHWM, hwm);
  return socket;
}
`;
