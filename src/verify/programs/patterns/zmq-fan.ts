/** C: PUSH/PULL over several workers and a sink, ROUTER/DEALER, and XPUB/XSUB between PUB and SUB. */
export const ZMQ_FAN = String.raw`
enum { WORKERS = 3, TASKS = 4000 };

/* Each task reaches one worker, which hands it on to the sink; every worker gets some. */
static int pushed(const char *where, const char *sink_where) {
  void *push = open_socket(ZMQ_PUSH), *sink = open_socket(ZMQ_PULL), *pull[WORKERS], *out[WORKERS];
  char seen[TASKS] = {0}, word[32];
  int share[WORKERS] = {0}, sent = 0, received = 0, i, result;
  long end = now_ms() + 2 * patience;
  result = push == NULL || sink == NULL ? fault("socket") : bind_at(push, where) == 0 ? bind_at(sink, sink_where) : -1;
  for (i = 0; i < WORKERS; i++) {
    pull[i] = open_socket(ZMQ_PULL);
    out[i] = open_socket(ZMQ_PUSH);
    if (result == 0 && (connect_to(pull[i], push) != 0 || connect_to(out[i], sink) != 0)) result = -1;
    if (result == 0) set(pull[i], ZMQ_RCVTIMEO, 0);
  }
  if (result == 0) set(sink, ZMQ_RCVTIMEO, 0);
  while (result == 0 && now_ms() < end && !(received == sent && sent >= 60 && share[0] && share[1] && share[2])) {
    int all = share[0] && share[1] && share[2], went = 0;
    if (sent < TASKS && (sent < 60 || !all)) {
      snprintf(word, sizeof word, "%d", sent);
      if (zmq_send(push, word, strlen(word), ZMQ_DONTWAIT) >= 0) sent++, went = 1;
    }
    for (i = 0; i < WORKERS; i++)
      if (frame(pull[i], word, sizeof word) >= 0) {
        share[i]++, went = 1;
        if (tell(out[i], word, "done", NULL) != 0) result = -1;
      }
    while (result == 0 && frame(sink, word, sizeof word) >= 0) {
      int task = atoi(word);
      if (!more(sink) || frame(sink, word, sizeof word) < 0) result = fault("sink");
      else if (task < 0 || task >= TASKS || seen[task]++) result = -1, snprintf(why, sizeof why, "task %d came twice", task);
      received++, went = 1;
    }
    /* A worker whose connection is still being made gets its first task a little later. */
    if (!went || !all) nap_ms(1);
  }
  if (result == 0 && (received != sent || !share[0] || !share[1] || !share[2]))
    result = -1, snprintf(why, sizeof why, "%d sent, %d received; shares %d, %d, %d", sent, received, share[0], share[1], share[2]);
  for (i = 0; i < WORKERS; i++) zmq_close(pull[i]), zmq_close(out[i]);
  zmq_close(sink);
  zmq_close(push);
  return result;
}

/* The router answers each dealer by its identity, and says so where there is none of that name. */
static int routed(const char *where) {
  static const char *names[] = {"alice", "bob"};
  void *router = open_socket(ZMQ_ROUTER), *dealer[2];
  char identity[64], word[64];
  int i, k, result = router == NULL ? fault("socket") : bind_at(router, where);
  set(router, ZMQ_ROUTER_MANDATORY, 1);
  for (i = 0; i < 2; i++) {
    dealer[i] = open_socket(ZMQ_DEALER);
    zmq_setsockopt(dealer[i], ZMQ_IDENTITY, names[i], strlen(names[i]));
    if (result == 0) result = connect_to(dealer[i], router);
  }
  for (k = 0; result == 0 && k < 20; k++) {
    for (i = 0; result == 0 && i < 2; i++) result = tell(dealer[i], "hello", names[i], NULL);
    for (i = 0; result == 0 && i < 2; i++) {
      if (frame(router, identity, sizeof identity) < 0 || hear(router, "hello", identity, NULL) != 0) result = -1;
      else result = tell(router, identity, "for", identity, NULL);
    }
    for (i = 0; result == 0 && i < 2; i++) result = hear(dealer[i], "for", names[i], NULL);
  }
  snprintf(word, sizeof word, "nobody");
  if (result == 0 && (zmq_send(router, word, 6, ZMQ_SNDMORE) >= 0 || zmq_errno() != EHOSTUNREACH))
    result = -1, snprintf(why, sizeof why, "ROUTER_MANDATORY took a message for nobody");
  for (i = 0; i < 2; i++) zmq_close(dealer[i]);
  zmq_close(router);
  return result;
}

/* Hands whole messages on in both directions until 'to' has one, as zmq_proxy(3) does. */
static void hand_on(void *from, void *to) {
  char part[128];
  int size;
  while ((size = zmq_recv(from, part, sizeof part, ZMQ_DONTWAIT)) >= 0)
    zmq_send(to, part, (size_t)size, more(from) ? ZMQ_SNDMORE : 0);
}

static int hear_through(void *xsub, void *xpub, void *sub, const char *topic, const char *body) {
  long end = now_ms() + patience;
  int result = -1;
  set(sub, ZMQ_RCVTIMEO, 0);
  while (result != 0 && now_ms() < end) {
    hand_on(xpub, xsub);
    hand_on(xsub, xpub);
    result = hear(sub, topic, body, NULL);
    if (result != 0) nap_ms(1);
  }
  set(sub, ZMQ_RCVTIMEO, patience);
  return result;
}

static int forwarded(const char *where, const char *behind) {
  void *pub = open_socket(ZMQ_XPUB), *xsub = open_socket(ZMQ_XSUB), *xpub = open_socket(ZMQ_XPUB), *sub = open_socket(ZMQ_SUB);
  int result = both(pub, xsub, where) == 0 ? both(xpub, sub, behind) : -1;
  if (result == 0 && zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "news.", 5) != 0) result = fault("subscribe");
  /* The subscription is a message that goes up through the forwarder: 1 and the prefix; 0 takes it back (zmq_socket(3)). */
  if (result == 0 && hear(xpub, "\x01news.", NULL) != 0) result = -1;
  if (result == 0) result = tell(xsub, "\x01news.", NULL);
  if (result == 0) result = hear(pub, "\x01news.", NULL);
  if (result == 0) result = tell(pub, "sport.", "not this", NULL) == 0 ? tell(pub, "news.", "this", NULL) : -1;
  if (result == 0) result = hear_through(xsub, xpub, sub, "news.", "this");
  if (result == 0 && zmq_setsockopt(sub, ZMQ_UNSUBSCRIBE, "news.", 5) != 0) result = fault("unsubscribe");
  if (result == 0) {
    char word[16];
    int size = zmq_recv(xpub, word, sizeof word, 0);
    if (size != 6 || memcmp(word, "\0news.", 6) != 0) result = -1, snprintf(why, sizeof why, "no word of the unsubscription");
  }
  zmq_close(sub);
  zmq_close(xpub);
  zmq_close(xsub);
  zmq_close(pub);
  return result;
}
`;
