/** C: what holds a connection: CURVE and its refusals, heartbeats that find a dead peer, reconnecting. */
export const ZMQ_LINK = `
/* Events of a socket by name: zmq_socket_monitor(3), frame 1 = event in 16 bits and value in 32. */
static void *watch(void *socket, int events) {
  char name[64];
  void *monitor;
  snprintf(name, sizeof name, "inproc://watch-%p", socket);
  if (zmq_socket_monitor(socket, name, events) != 0) return NULL;
  monitor = open_socket(ZMQ_PAIR);
  zmq_connect(monitor, name);
  return monitor;
}

static int event_comes(void *monitor, int ms) {
  char got[256];
  int size;
  set(monitor, ZMQ_RCVTIMEO, ms);
  size = zmq_recv(monitor, got, sizeof got, 0);
  while (size >= 0 && more(monitor)) zmq_recv(monitor, got, sizeof got, 0);
  return size >= 0;
}

#ifdef ZMQ_CURVE_SERVER
static void *curve_client(void *server, const char *server_key) {
  char public_key[41], secret_key[41];
  void *client = open_socket(ZMQ_PUSH);
  int good = zmq_curve_keypair(public_key, secret_key) == 0;
  if (server_key != NULL)
    good = good && zmq_setsockopt(client, ZMQ_CURVE_SERVERKEY, server_key, 41) == 0
           && zmq_setsockopt(client, ZMQ_CURVE_PUBLICKEY, public_key, 41) == 0
           && zmq_setsockopt(client, ZMQ_CURVE_SECRETKEY, secret_key, 41) == 0;
  if (!good) fault("key");
  else if (connect_to(client, server) == 0) return client;
  zmq_close(client);
  return NULL;
}

static int encrypted(const char *where) {
  char right[41], wrong[41], secret[41], other[41];
  void *server = open_socket(ZMQ_PULL), *good = NULL, *bad = NULL, *plain = NULL;
  int result = -1;
  if (zmq_curve_keypair(right, secret) != 0 || zmq_curve_keypair(wrong, other) != 0) fault("keypair");
  else if (set(server, ZMQ_CURVE_SERVER, 1) != 0 || zmq_setsockopt(server, ZMQ_CURVE_SECRETKEY, secret, 41) != 0) fault("key");
  else if (bind_at(server, where) == 0 && (good = curve_client(server, right)) != NULL
           && (bad = curve_client(server, wrong)) != NULL && (plain = curve_client(server, NULL)) != NULL) {
    result = tell(good, "sealed", "twice", NULL) == 0 ? hear(server, "sealed", "twice", NULL) : -1;
    zmq_send(bad, "with the wrong key", 18, ZMQ_DONTWAIT);
    zmq_send(plain, "with no key", 11, ZMQ_DONTWAIT);
    if (result == 0) result = silence(server, 250);
    if (result == 0) result = tell(good, "still", NULL) == 0 ? hear(server, "still", NULL) : -1;
  }
  if (plain != NULL) zmq_close(plain);
  if (bad != NULL) zmq_close(bad);
  if (good != NULL) zmq_close(good);
  zmq_close(server);
  return result;
}
#endif

/* The peer greets and then stands still, its connection open: only a heartbeat can tell. */
static int stand_still(const char *endpoint) {
  void *socket;
  context = zmq_ctx_new();
  socket = open_socket(ZMQ_PAIR);
  if (connect_at(socket, endpoint) != 0 || tell(socket, "here", NULL) != 0 || hear(socket, "stand still", NULL) != 0) return 1;
  raise(SIGSTOP);
  return 0;
}

#ifdef ZMQ_HEARTBEAT_IVL
static int heartbeat(const char *where) {
  void *beating = open_socket(ZMQ_PAIR), *trusting = open_socket(ZMQ_PAIR), *lost, *kept;
  void *sockets[2];
  char endpoint[256];
  pid_t peer[2] = {0, 0};
  int i, result = 0;
  sockets[0] = beating, sockets[1] = trusting;
  set(beating, ZMQ_HEARTBEAT_IVL, 50);
  set(beating, ZMQ_HEARTBEAT_TIMEOUT, 200);
  lost = watch(beating, ZMQ_EVENT_DISCONNECTED);
  kept = watch(trusting, ZMQ_EVENT_DISCONNECTED);
  if (lost == NULL || kept == NULL) result = fault("monitor");
  for (i = 0; result == 0 && i < 2; i++) {
    result = bind_at(sockets[i], where);
    if (result == 0 && endpoint_of(sockets[i], endpoint, sizeof endpoint) != 0) result = fault("endpoint");
    if (result == 0 && (peer[i] = start_role("peer", endpoint, NULL)) <= 0) result = -1, snprintf(why, sizeof why, "fork: %s", strerror(errno));
  }
  for (i = 0; result == 0 && i < 2; i++) result = hear(sockets[i], "here", NULL) == 0 ? tell(sockets[i], "stand still", NULL) : -1;
  if (result == 0 && !event_comes(lost, patience + 3000)) result = -1, snprintf(why, sizeof why, "a peer that stands still was not noticed");
  if (result == 0 && event_comes(kept, 0)) result = -1, snprintf(why, sizeof why, "without heartbeats the connection ended too: they prove nothing");
  for (i = 0; i < 2; i++) kill_role(peer[i]);
  /* An event that nobody takes any more would hold up the library's own thread. */
  for (i = 0; i < 2; i++) zmq_socket_monitor(sockets[i], NULL, 0);
  if (lost != NULL) zmq_close(lost);
  if (kept != NULL) zmq_close(kept);
  zmq_close(trusting);
  zmq_close(beating);
  return result;
}
#endif

/* The listener goes and comes back at the same address; the connected side finds it again by itself. */
static int reconnect_once(const char *where) {
  void *pull = open_socket(ZMQ_PULL), *push = open_socket(ZMQ_PUSH);
  char endpoint[256], got[64] = "";
  long end;
  int result = both(pull, push, where);
  if (result == 0 && endpoint_of(pull, endpoint, sizeof endpoint) != 0) result = fault("endpoint");
  if (result == 0) result = tell(push, "before", NULL) == 0 ? hear(pull, "before", NULL) : -1;
  zmq_close(pull);
  pull = open_socket(ZMQ_PULL);
  /* The closed socket gives its address back only when the reaper thread comes to it. */
  for (end = now_ms() + 5000; result == 0 && (result = bind_at(pull, endpoint)) != 0 && now_ms() < end; result = 0) nap_ms(5);
  set(pull, ZMQ_RCVTIMEO, 20);
  for (end = now_ms() + 5000; result == 0 && strcmp(got, "after") != 0 && now_ms() < end;) {
    zmq_send(push, "after", 5, ZMQ_DONTWAIT);
    frame(pull, got, sizeof got);
  }
  if (result == 0 && strcmp(got, "after") != 0) result = -1, snprintf(why, sizeof why, "no connection again within 5 s");
  zmq_close(push);
  zmq_close(pull);
  return result;
}

/* The address belongs to nobody for a moment, and another program may take it: then once more, at another. */
static int reconnected(const char *where) { return reconnect_once(where) == 0 ? 0 : reconnect_once(where); }
`;
