/** C: the patterns over czmq's classes. */
export const CZMQ_FLOW = `
static int pair(const char *where) {
  zsock_t *one = open_socket(ZMQ_PAIR), *two = open_socket(ZMQ_PAIR);
  int i, result = both(one, two, where);
  for (i = 0; result == 0 && i < 50; i++)
    if (tell(one, "there", NULL) != 0 || hear(two, "there", NULL) != 0 || tell(two, "and", "back", NULL) != 0
        || hear(one, "and", "back", NULL) != 0) result = -1;
  zsock_destroy(&two);
  zsock_destroy(&one);
  return result;
}

static int requested(const char *where) {
  zsock_t *server = open_socket(ZMQ_REP), *client = open_socket(ZMQ_REQ);
  int i, number = 0, result = both(server, client, where);
  for (i = 0; result == 0 && i < 50; i++) {
    char *word = NULL;
    /* A picture of frames: a string and a number each way (zsock_send(3)). */
    if (zsock_send(client, "si", "request", i) != 0 || zsock_recv(server, "si", &word, &number) != 0) result = fault("request");
    if (result == 0 && (!streq(word, "request") || number != i)) result = -1, snprintf(why, sizeof why, "another request");
    zstr_free(&word);
    if (result == 0) result = tell(server, "answer", "in two frames", NULL) == 0 ? hear(client, "answer", "in two frames", NULL) : -1;
  }
  zsock_destroy(&client);
  zsock_destroy(&server);
  return result;
}

static int published(const char *where) {
  zsock_t *pub = open_socket(ZMQ_PUB), *sub = open_socket(ZMQ_SUB);
  zmsg_t *probe = NULL;
  long end = now_ms() + patience;
  int i, started = 0, result = both(pub, sub, where);
  if (result == 0) zsock_set_subscribe(sub, "news.");
  if (result == 0) zsock_set_rcvtimeo(sub, 20);
  while (result == 0 && probe == NULL && now_ms() < end) {
    result = tell(pub, "news.probe", NULL);
    if (result == 0) probe = zmsg_recv(sub);
  }
  if (result == 0 && probe == NULL) result = fault("subscribe");
  if (result == 0) zsock_set_rcvtimeo(sub, patience);
  if (result == 0) result = tell(pub, "news.start", NULL);
  /* Past the probes that are still under way. */
  while (result == 0 && !started) {
    zmsg_destroy(&probe);
    probe = zmsg_recv(sub);
    if (probe == NULL) result = fault("receive");
    else started = zframe_streq(zmsg_first(probe), "news.start");
  }
  zmsg_destroy(&probe);
  for (i = 0; result == 0 && i < 20; i++)
    if (tell(pub, "sport.", "not this", NULL) != 0 || tell(pub, "news.local", "", "end", NULL) != 0) result = -1;
  for (i = 0; result == 0 && i < 20; i++) result = hear(sub, "news.local", "", "end", NULL);
  if (result == 0) result = silence(sub, 30);
  zsock_destroy(&sub);
  zsock_destroy(&pub);
  return result;
}

/* Workers that connect to a ventilator; each must have had a share when all is done. */
enum { WORKERS = 3, TASKS = 4000 };
static int pushed(const char *where) {
  zsock_t *push = open_socket(ZMQ_PUSH), *pull[WORKERS];
  zpoller_t *poller = NULL;
  int share[WORKERS] = {0}, sent = 0, received = 0, i, result = push == NULL ? fault("socket") : bind_at(push, where);
  long end = now_ms() + 2 * patience;
  for (i = 0; i < WORKERS; i++) {
    pull[i] = open_socket(ZMQ_PULL);
    if (result == 0) result = connect_to(pull[i], push);
  }
  poller = zpoller_new(pull[0], pull[1], pull[2], NULL);
  while (result == 0 && now_ms() < end && !(received == sent && sent >= 60 && share[0] && share[1] && share[2])) {
    int all = share[0] && share[1] && share[2];
    void *ready;
    if (sent < TASKS && (sent < 60 || !all)) {
      if (tell(push, "task", NULL) == 0) sent++;
      else result = -1;
    }
    while (result == 0 && (ready = zpoller_wait(poller, all ? 0 : 1)) != NULL) {
      result = hear((zsock_t *)ready, "task", NULL);
      for (i = 0; i < WORKERS; i++) if (ready == pull[i]) share[i]++, received++;
    }
  }
  if (result == 0 && (received != sent || !share[0] || !share[1] || !share[2]))
    result = -1, snprintf(why, sizeof why, "%d sent, %d received; shares %d, %d, %d", sent, received, share[0], share[1], share[2]);
  zpoller_destroy(&poller);
  for (i = 0; i < WORKERS; i++) zsock_destroy(&pull[i]);
  zsock_destroy(&push);
  return result;
}

static int routed(const char *where) {
  zsock_t *router = open_socket(ZMQ_ROUTER), *dealer[2];
  static const char *names[] = {"alice", "bob"};
  int i, k, result = router == NULL ? fault("socket") : bind_at(router, where);
  for (i = 0; i < 2; i++) {
    dealer[i] = open_socket(ZMQ_DEALER);
    zsock_set_identity(dealer[i], names[i]);
    if (result == 0) result = connect_to(dealer[i], router);
  }
  for (k = 0; result == 0 && k < 20; k++) {
    for (i = 0; result == 0 && i < 2; i++) result = tell(dealer[i], "hello", NULL);
    for (i = 0; result == 0 && i < 2; i++) {
      zmsg_t *message = zmsg_recv(router);
      zframe_t *identity = message == NULL ? NULL : zmsg_pop(message);
      char *name = identity == NULL ? NULL : zframe_strdup(identity);
      if (name == NULL || tell(router, name, "for", name, NULL) != 0) result = fault("route");
      zstr_free(&name);
      zframe_destroy(&identity);
      zmsg_destroy(&message);
    }
    for (i = 0; result == 0 && i < 2; i++) result = hear(dealer[i], "for", names[i], NULL);
  }
  for (i = 0; i < 2; i++) zsock_destroy(&dealer[i]);
  zsock_destroy(&router);
  return result;
}

static void hand_on(zsock_t *from, zsock_t *to) {
  zmsg_t *message;
  while ((message = zmsg_recv_nowait(from)) != NULL) zmsg_send(&message, to);
}

/* A forwarder between XSUB and XPUB: subscriptions go up through it, messages down. */
static int forwarded(const char *where, const char *behind) {
  zsock_t *pub = open_socket(ZMQ_PUB), *xsub = open_socket(ZMQ_XSUB), *xpub = open_socket(ZMQ_XPUB), *sub = open_socket(ZMQ_SUB);
  int came = -1, result = both(pub, xsub, where) == 0 ? both(xpub, sub, behind) : -1;
  long end = now_ms() + patience;
  if (result == 0) zsock_set_subscribe(sub, "news."), zsock_set_rcvtimeo(sub, 2);
  while (result == 0 && came != 0 && now_ms() < end) {
    result = tell(pub, "sport.", "not this", NULL) == 0 ? tell(pub, "news.", "this", NULL) : -1;
    hand_on(xpub, xsub);
    hand_on(xsub, xpub);
    came = hear(sub, "news.", "this", NULL);
  }
  if (result == 0) result = came;
  zsock_destroy(&sub);
  zsock_destroy(&xpub);
  zsock_destroy(&xsub);
  zsock_destroy(&pub);
  return result;
}
`;
