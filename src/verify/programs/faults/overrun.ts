/** C: a producer that is faster than its consumer, and messages that are sent twice. */
export const OVERRUN = `
enum { MANY = 2000, HWM = 20 };

/* Small buffers of the system's, so that the high-water marks are what fills up. */
static void *narrow(int type) {
  void *socket = polled(type, HWM);
  set(socket, ZMQ_SNDBUF, 16384);
  set(socket, ZMQ_RCVBUF, 16384);
  return socket;
}

/* PUSH stops (EAGAIN) at the high-water mark, for as long as nobody reads. */
static int pushed_overrun(void) {
  void *out = narrow(ZMQ_PUSH), *in = narrow(ZMQ_PULL);
  unsigned id = 0, got, came = 0;
  long refused_at = 0, end = now_ms() + MOST_MS;
  int blocked = 0;
  body_size = LARGEST;
  if (bind_at(in, "tcp://127.0.0.1:*") != 0 || connect_to(out, in) != 0) return -1;
  while (came < MANY && now_ms() < end) {
    if (id < MANY && send_parcel(out, id) == 0) enter("sent", id++), refused_at = 0;
    else if (!blocked && id < MANY) {
      if (refused_at == 0) refused_at = now_ms();
      nap_ms(5);
      if (now_ms() - refused_at > 150) mark("blocked"), blocked = 1;
    }
    if (id == MANY) blocked = 1;
    if (blocked) {
      int some = 0;
      while (receive_parcel(in, &got)) came++, some = 1;
      if (!some) nap_ms(1);
    }
  }
  zmq_close(out), zmq_close(in);
  return 0;
}

/* PUB never stops: what does not fit is dropped. */
static int published_overrun(void) {
  void *pub = narrow(ZMQ_XPUB), *sub = narrow(ZMQ_SUB);
  unsigned id = 0, got, last = 0;
  long end = now_ms() + MOST_MS, quiet;
  body_size = LARGEST;
  zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "", 0);
  if (bind_at(pub, "tcp://127.0.0.1:*") != 0 || connect_to(sub, pub) != 0) return -1;
  while (subscription(pub) != 1) {
    if (now_ms() > end) return fault("subscribe");
    nap_ms(1);
  }
  for (; id < MANY; id++) {
    if (send_parcel(pub, id) == 0) enter("sent", id);
    else { mark("blocked"); break; }
  }
  for (quiet = now_ms(); now_ms() - quiet < 150 && now_ms() < end;) {
    if (receive_parcel(sub, &got)) quiet = now_ms();
    else nap_ms(1);
  }
  /* With room again it goes on: one at a time, none is dropped. */
  mark("back");
  for (; id < MANY + 20 && now_ms() < end; id++) {
    if (send_parcel(pub, id) == 0) enter("sent", id);
    for (quiet = now_ms(), last = 0; !last && now_ms() - quiet < 3000;) {
      if (receive_parcel(sub, &got)) last = 1;
      else nap_ms(1);
    }
  }
  zmq_close(sub), zmq_close(pub);
  return 0;
}

/* Each tenth is sent twice on purpose. */
static int duplicated(void) {
  void *out = polled(ZMQ_PUSH, 1000), *in = polled(ZMQ_PULL, 1000);
  unsigned id, got, due = 0, came = 0;
  long end = now_ms() + MOST_MS;
  if (bind_at(in, "tcp://127.0.0.1:*") != 0 || connect_to(out, in) != 0) return -1;
  for (id = 0; id < TOTAL; id++) {
    if (send_parcel(out, id) == 0) enter("sent", id), due++;
    if (id % 10 == 0 && send_parcel(out, id) == 0) enter("again", id), due++;
  }
  while (came < due && now_ms() < end) {
    if (receive_parcel(in, &got)) came++;
    else nap_ms(1);
  }
  zmq_close(out), zmq_close(in);
  return 0;
}
`;
