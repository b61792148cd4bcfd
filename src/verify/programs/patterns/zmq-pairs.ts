/** C: PAIR, REQ/REP, and PUB/SUB with a prefix filter, over libzmq's own API. */
export const ZMQ_PAIRS = `
static int both(void *bound, void *connected, const char *where) {
  if (bound == NULL || connected == NULL) return fault("socket");
  return bind_at(bound, where) == 0 ? connect_to(connected, bound) : -1;
}

static int pair(const char *where) {
  void *one = open_socket(ZMQ_PAIR), *two = open_socket(ZMQ_PAIR);
  char word[32];
  int i, result = both(one, two, where);
  for (i = 0; result == 0 && i < 50; i++) {
    snprintf(word, sizeof word, "message %d", i);
    if (tell(one, word, NULL) != 0 || hear(two, word, NULL) != 0) result = -1;
    else if (tell(two, word, "back", NULL) != 0 || hear(one, word, "back", NULL) != 0) result = -1;
  }
  zmq_close(two);
  zmq_close(one);
  return result;
}

static int requested(const char *where) {
  void *server = open_socket(ZMQ_REP), *client = open_socket(ZMQ_REQ);
  char word[32];
  int i, result = both(server, client, where);
  for (i = 0; result == 0 && i < 50; i++) {
    snprintf(word, sizeof word, "request %d", i);
    if (tell(client, word, "", "of three frames", NULL) != 0) result = -1;
    else if (hear(server, word, "", "of three frames", NULL) != 0 || tell(server, "answer", word, NULL) != 0) result = -1;
    else result = hear(client, "answer", word, NULL);
  }
  /* A second request before the answer to the first is refused. */
  if (result == 0 && tell(client, "first", NULL) == 0 && zmq_send(client, "second", 6, ZMQ_DONTWAIT) >= 0)
    result = -1, snprintf(why, sizeof why, "REQ took a second request before the first was answered");
  zmq_close(client);
  zmq_close(server);
  return result;
}

/* A subscription travels to the publisher; what is published before it arrives is dropped, as it should be. */
static int until_subscribed(void *pub, void *sub, const char *topic) {
  long end = now_ms() + patience;
  int came = -1;
  char got[128];
  set(sub, ZMQ_RCVTIMEO, 20);
  while (came < 0 && now_ms() < end) {
    if (tell(pub, topic, "probe", NULL) != 0) return -1;
    came = frame(sub, got, sizeof got);
  }
  set(sub, ZMQ_RCVTIMEO, patience);
  if (came < 0 || tell(pub, topic, "start", NULL) != 0) return fault("subscribe");
  /* Past the probes that are still under way. */
  while (strcmp(got, "start") != 0) if (frame(sub, got, sizeof got) < 0) return -1;
  return 0;
}

static int published(const char *where) {
  void *pub = open_socket(ZMQ_PUB), *sub = open_socket(ZMQ_SUB);
  char word[32];
  int i, result = both(pub, sub, where);
  if (result == 0 && zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "news.", 5) != 0) result = fault("subscribe");
  if (result == 0) result = until_subscribed(pub, sub, "news.probe");
  for (i = 0; result == 0 && i < 20; i++) {
    snprintf(word, sizeof word, "body %d", i);
    if (tell(pub, "sport.football", word, NULL) != 0 || tell(pub, "news", word, NULL) != 0) result = -1;
    else if (tell(pub, "news.local", word, "", "end", NULL) != 0 || tell(pub, " news.", word, NULL) != 0) result = -1;
  }
  for (i = 0; result == 0 && i < 20; i++) {
    snprintf(word, sizeof word, "body %d", i);
    result = hear(sub, "news.local", word, "", "end", NULL);
  }
  if (result == 0) result = silence(sub, 30);
  zmq_close(sub);
  zmq_close(pub);
  return result;
}
`;
