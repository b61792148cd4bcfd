/** C: what holds a connection, through czmq: certificates with zauth, zmonitor's word of a dead peer, reconnecting. */
export const CZMQ_LINK = `
/* A monitored event of a socket comes within so many milliseconds. */
static int event_comes(zactor_t *monitor, const char *event, int ms) {
  long end = now_ms() + ms;
  zpoller_t *poller = zpoller_new(monitor, NULL);
  int came = 0;
  while (!came && zpoller_wait(poller, now_ms() < end ? (int)(end - now_ms()) : 0) != NULL) {
    zmsg_t *message = zmsg_recv(monitor);
    char *name = message == NULL ? NULL : zmsg_popstr(message);
    came = name != NULL && streq(name, event);
    zstr_free(&name);
    zmsg_destroy(&message);
  }
  zpoller_destroy(&poller);
  return came;
}

/* Only the client whose certificate lies in the server's folder gets in (zauth(3)). */
static int encrypted(const char *where) {
  zcert_t *server_cert = zcert_new(), *friend_cert = zcert_new(), *stranger_cert = zcert_new();
  zsock_t *server = open_socket(ZMQ_PULL), *friend = open_socket(ZMQ_PUSH), *stranger = open_socket(ZMQ_PUSH);
  zactor_t *auth = zactor_new(zauth, NULL);
  int result = auth == NULL ? fault("zauth") : 0;
  zsys_dir_create("czmq-certificates");
  zcert_save_public(friend_cert, "czmq-certificates/friend.txt");
  if (result == 0) {
    zstr_sendx(auth, "CURVE", "czmq-certificates", NULL);
    zsock_wait(auth);
    zcert_apply(server_cert, server);
    zsock_set_curve_server(server, 1);
    zcert_apply(friend_cert, friend);
    zsock_set_curve_serverkey(friend, zcert_public_txt(server_cert));
    zcert_apply(stranger_cert, stranger);
    zsock_set_curve_serverkey(stranger, zcert_public_txt(server_cert));
    result = both(server, friend, where) == 0 ? connect_to(stranger, server) : -1;
  }
  if (result == 0) result = tell(friend, "sealed", "twice", NULL) == 0 ? hear(server, "sealed", "twice", NULL) : -1;
  if (result == 0) zstr_send(stranger, "with a key that nobody knows");
  if (result == 0) result = silence(server, 250);
  if (result == 0) result = tell(friend, "still", NULL) == 0 ? hear(server, "still", NULL) : -1;
  zsock_destroy(&stranger);
  zsock_destroy(&friend);
  zsock_destroy(&server);
  zactor_destroy(&auth);
  zcert_destroy(&stranger_cert);
  zcert_destroy(&friend_cert);
  zcert_destroy(&server_cert);
  return result;
}

/* The peer greets and then stands still, its connection open: only a heartbeat can tell. */
static int stand_still(const char *endpoint) {
  zsock_t *socket = open_socket(ZMQ_PAIR);
  if (connect_at(socket, endpoint) != 0 || tell(socket, "here", NULL) != 0 || hear(socket, "stand still", NULL) != 0) return 1;
  raise(SIGSTOP);
  return 0;
}

#ifdef ZMQ_HEARTBEAT_IVL
static int heartbeat(const char *where) {
  zsock_t *pair = open_socket(ZMQ_PAIR);
  zactor_t *monitor = zactor_new(zmonitor, pair);
  char *endpoint = NULL;
  pid_t peer = 0;
  int result = monitor == NULL ? fault("zmonitor") : 0;
  set(pair, ZMQ_HEARTBEAT_IVL, 50);
  set(pair, ZMQ_HEARTBEAT_TIMEOUT, 200);
  if (result == 0) {
    zstr_sendx(monitor, "LISTEN", "DISCONNECTED", NULL);
    zstr_sendx(monitor, "START", NULL);
    zsock_wait(monitor);
    result = bind_at(pair, where);
  }
  if (result == 0) endpoint = zsock_last_endpoint(pair);
  if (result == 0 && (peer = start_role("peer", endpoint, NULL)) <= 0) result = -1, snprintf(why, sizeof why, "fork: %s", strerror(errno));
  if (result == 0) result = hear(pair, "here", NULL) == 0 ? tell(pair, "stand still", NULL) : -1;
  if (result == 0 && !event_comes(monitor, "DISCONNECTED", patience + 3000))
    result = -1, snprintf(why, sizeof why, "a peer that stands still was not noticed");
  kill_role(peer);
  zstr_free(&endpoint);
  zactor_destroy(&monitor);
  zsock_destroy(&pair);
  return result;
}
#endif

/* The listener goes and comes back at the same address; the connected side finds it again by itself. */
static int reconnect_once(const char *where) {
  zsock_t *pull = open_socket(ZMQ_PULL), *push = open_socket(ZMQ_PUSH);
  char *endpoint = NULL, *got = NULL;
  long end = now_ms() + 5000;
  int result = both(pull, push, where), back = 0;
  if (result == 0) endpoint = zsock_last_endpoint(pull);
  if (result == 0) result = tell(push, "before", NULL) == 0 ? hear(pull, "before", NULL) : -1;
  zsock_destroy(&pull);
  pull = open_socket(ZMQ_PULL);
  /* The closed socket gives its address back only when the reaper thread comes to it. */
  for (; result == 0 && (result = bind_at(pull, endpoint)) != 0 && now_ms() < end; result = 0) nap_ms(5);
  zsock_set_rcvtimeo(pull, 20);
  zsock_set_sndtimeo(push, 20);
  for (end = now_ms() + 5000; result == 0 && !back && now_ms() < end; zstr_free(&got)) {
    zstr_send(push, "after");
    got = zstr_recv(pull);
    back = got != NULL && streq(got, "after");
  }
  if (result == 0 && !back) result = -1, snprintf(why, sizeof why, "no connection again within 5 s");
  zstr_free(&endpoint);
  zsock_destroy(&push);
  zsock_destroy(&pull);
  return result;
}

/* The address belongs to nobody for a moment, and another program may take it: then once more, at another. */
static int reconnected(const char *where) { return reconnect_once(where) == 0 ? 0 : reconnect_once(where); }
`;
