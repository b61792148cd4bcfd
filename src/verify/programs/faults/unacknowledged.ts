/** C: what the patterns do by themselves when the link is cut or the consumer is killed, and REQ/REP with retries. */
export const UNACKNOWLEDGED = `
/* An XPUB is a PUB that hears of subscriptions: 1 (came), 0 (went), -1 (no news). */
static int subscription(void *xpub) {
  char word[64];
  int size = zmq_recv(xpub, word, sizeof word, ZMQ_DONTWAIT);
  return size < 1 ? -1 : word[0];
}

static int subscriber(const char *endpoint) {
  unsigned id;
  void *sub;
  context = zmq_ctx_new();
  sub = polled(ZMQ_SUB, 1000);
  zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "", 0);
  if (connect_at(sub, endpoint) != 0) return 1;
  for (;;) {
    while (receive_parcel(sub, &id)) continue;
    nap_ms(1);
  }
}

/* Publishes all the time, a third before the fault, through it, and a third after the subscriber is back. */
static int published(int kill_it) {
  void *pub = polled(ZMQ_XPUB, 1000), *sub = kill_it ? NULL : polled(ZMQ_SUB, 1000);
  struct relay link;
  char endpoint[256];
  pid_t child = -1;
  unsigned id = 0, got, after = 0;
  int there = 0, faulty = 0, back = 0;
  long end = now_ms() + MOST_MS, fault_at = 0, last_at = 0;
  if (bind_at(pub, "tcp://127.0.0.1:*") != 0) return -1;
  if (kill_it) {
    if (endpoint_of(pub, endpoint, sizeof endpoint) != 0) return fault("endpoint");
    child = start_role("subscriber", endpoint, NULL);
  } else {
    if (start_relay(&link, pub, endpoint, sizeof endpoint) != 0 || connect_at(sub, endpoint) != 0) return -1;
    zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "", 0);
  }
  while (now_ms() < end && (last_at == 0 || now_ms() - last_at < 300)) {
    int news = subscription(pub);
    if (news >= 0) there = news;
    if (there && fault_at > 0 && faulty == 0 && !back) mark("back"), back = 1;
    if ((there || fault_at > 0) && last_at == 0) {
      if (send_parcel(pub, id) != 0) return fault("PUB refused a message");
      enter("sent", id++);
      if (back && ++after == TOTAL / 3) last_at = now_ms();
    }
    if (fault_at == 0 && id >= TOTAL / 3) {
      mark("cut"), fault_at = now_ms(), faulty = 1, there = 0;
      if (kill_it) kill_role(child), child = -1;
      else turn_relay(&link, 0);
    }
    if (faulty && now_ms() - fault_at > 200) {
      /* Word of the old subscription's end is on its way, or has come. */
      while (subscription(pub) >= 0) continue;
      there = 0, faulty = 0;
      if (kill_it) child = start_role("subscriber", endpoint, NULL);
      else turn_relay(&link, 1);
    }
    while (sub != NULL && receive_parcel(sub, &got)) continue;
    nap_ms(1);
  }
  kill_role(child);
  if (sub != NULL) zmq_close(sub), stop_relay(&link);
  zmq_close(pub);
  return 0;
}

static int pushed_link_cut(void) {
  void *in = polled(ZMQ_PULL, 100), *out = polled(ZMQ_PUSH, 100);
  struct relay link;
  char endpoint[64];
  unsigned id = 0, got;
  long end = now_ms() + MOST_MS, cut_at = 0, last_at = 0;
  if (bind_at(in, "tcp://127.0.0.1:*") != 0 || start_relay(&link, in, endpoint, sizeof endpoint) != 0) return -1;
  if (connect_at(out, endpoint) != 0) return -1;
  while (now_ms() < end && (last_at == 0 || now_ms() - last_at < 300)) {
    if (id < TOTAL && send_parcel(out, id) == 0) enter("sent", id++);
    if (id == TOTAL && last_at == 0) last_at = now_ms();
    while (receive_parcel(in, &got)) last_at = last_at ? now_ms() : 0;
    if (cut_at == 0 && id >= TOTAL / 3) mark("cut"), cut_at = now_ms(), turn_relay(&link, 0);
    if (!link.open && now_ms() - cut_at > 200) turn_relay(&link, 1), mark("back");
    if (cut_at == 0 || link.open) nap_ms(1);
    else nap_ms(5);
  }
  zmq_close(out), zmq_close(in);
  stop_relay(&link);
  return 0;
}

/* A REQ socket that got no answer is of no more use: it is closed, and the request goes out on a new one. */
static int requested_link_cut(void) {
  void *server = polled(ZMQ_REP, 100), *client = NULL;
  struct relay link;
  char endpoint[64], answer[32];
  unsigned id = 0, asked;
  long end = now_ms() + MOST_MS, cut_at = 0, sent_at = 0;
  if (bind_at(server, "tcp://127.0.0.1:*") != 0 || start_relay(&link, server, endpoint, sizeof endpoint) != 0) return -1;
  while (id < TOTAL && now_ms() < end) {
    if (client == NULL) {
      client = polled(ZMQ_REQ, 100);
      if (connect_at(client, endpoint) != 0) return -1;
    }
    if (sent_at <= 0 && send_parcel(client, id) == 0) enter(sent_at == 0 ? "sent" : "again", id), sent_at = now_ms();
    if (receive_parcel(server, &asked)) {
      snprintf(answer, sizeof answer, "%u", asked);
      zmq_send(server, answer, strlen(answer), ZMQ_DONTWAIT);
    }
    if (sent_at > 0 && frame(client, answer, sizeof answer) >= 0) {
      if ((unsigned)strtoul(answer, NULL, 10) == id) enter("acked", id);
      id++, sent_at = 0;
    } else if (sent_at > 0 && now_ms() - sent_at > AGAIN_MS) zmq_close(client), client = NULL, sent_at = -1;
    if (cut_at == 0 && id >= TOTAL / 3) mark("cut"), cut_at = now_ms(), turn_relay(&link, 0);
    if (!link.open && now_ms() - cut_at > 300) turn_relay(&link, 1), mark("back");
    if (sent_at > 0) poll(NULL, 0, link.open ? 0 : 1);
  }
  if (client != NULL) zmq_close(client);
  zmq_close(server);
  stop_relay(&link);
  return 0;
}
`;
