/**
 * C: PUSH/PULL with acknowledgements: the producer keeps what is not acknowledged and sends it again; the consumer drops
 * by its id what it has had already (the judge of the ledger counts that).
 */
export const ACKNOWLEDGED = `
enum { TOTAL = 300, WINDOW = 40, AGAIN_MS = 250, MOST_MS = 15000 };
struct flow {
  void *out, *acks;
  unsigned next, acknowledged;
  long sent_at[TOTAL];
  char done[TOTAL];
};

/* One round of the producer's: new ones, overdue ones, and acknowledgements. */
static void produce(struct flow *flow) {
  char number[32];
  unsigned id;
  if (flow->next < TOTAL && flow->next - flow->acknowledged < WINDOW && send_parcel(flow->out, flow->next) == 0) {
    enter("sent", flow->next);
    flow->sent_at[flow->next++] = now_ms();
  }
  for (id = 0; id < flow->next; id++)
    if (!flow->done[id] && now_ms() - flow->sent_at[id] > AGAIN_MS && send_parcel(flow->out, id) == 0) {
      enter("again", id);
      flow->sent_at[id] = now_ms();
    }
  while (frame(flow->acks, number, sizeof number) >= 0) {
    id = (unsigned)strtoul(number, NULL, 10);
    if (id < TOTAL && !flow->done[id]) flow->done[id] = 1, flow->acknowledged++, enter("acked", id);
  }
}

/* Takes one, and acknowledges it when it has been dealt with; 0 where there is none. */
static int consume(void *in, void *acks) {
  char number[16];
  unsigned id;
  if (!receive_parcel(in, &id)) return 0;
  snprintf(number, sizeof number, "%u", id);
  zmq_send(acks, number, strlen(number), ZMQ_DONTWAIT);
  return 1;
}

static int acknowledged_link_cut(void) {
  struct flow flow;
  struct relay data, acks;
  char data_end[64], acks_end[64];
  void *in = polled(ZMQ_PULL, 100), *back = polled(ZMQ_PUSH, 100);
  long end = now_ms() + MOST_MS, cut_at = 0;
  memset(&flow, 0, sizeof flow);
  flow.out = polled(ZMQ_PUSH, 100), flow.acks = polled(ZMQ_PULL, 100);
  if (bind_at(in, "tcp://127.0.0.1:*") != 0 || bind_at(back, "tcp://127.0.0.1:*") != 0) return -1;
  if (start_relay(&data, in, data_end, sizeof data_end) != 0 || start_relay(&acks, back, acks_end, sizeof acks_end) != 0) return -1;
  if (connect_at(flow.out, data_end) != 0 || connect_at(flow.acks, acks_end) != 0) return -1;
  while (flow.acknowledged < TOTAL && now_ms() < end) {
    produce(&flow);
    while (consume(in, back)) continue;
    if (cut_at == 0 && flow.acknowledged >= TOTAL / 3) {
      mark("cut"), cut_at = now_ms();
      turn_relay(&data, 0), turn_relay(&acks, 0);
    }
    if (cut_at > 0 && data.open == 0 && now_ms() - cut_at > 300) turn_relay(&data, 1), turn_relay(&acks, 1), mark("back");
    nap_ms(1);
  }
  zmq_close(flow.out), zmq_close(flow.acks), zmq_close(in), zmq_close(back);
  stop_relay(&data), stop_relay(&acks);
  return 0;
}

/* A consumer in a process of its own, slower than the producer, so that it has messages in hand when it is killed. */
static int consumer(const char *data, const char *acks) {
  void *in, *back;
  context = zmq_ctx_new();
  in = polled(ZMQ_PULL, 100), back = polled(ZMQ_PUSH, 100);
  if (connect_at(in, data) != 0 || connect_at(back, acks) != 0) return 1;
  for (;;) consume(in, back), nap_ms(2);
}

static int acknowledged_consumer_killed(void) {
  struct flow flow;
  char data[256], acks[256];
  pid_t child = -1;
  long end = now_ms() + MOST_MS, killed_at = 0;
  memset(&flow, 0, sizeof flow);
  flow.out = polled(ZMQ_PUSH, 100), flow.acks = polled(ZMQ_PULL, 100);
  if (bind_at(flow.out, "tcp://127.0.0.1:*") != 0 || bind_at(flow.acks, "tcp://127.0.0.1:*") != 0) return -1;
  if (endpoint_of(flow.out, data, sizeof data) != 0 || endpoint_of(flow.acks, acks, sizeof acks) != 0) return fault("endpoint");
  child = start_role("consumer", data, acks);
  while (flow.acknowledged < TOTAL && now_ms() < end) {
    produce(&flow);
    if (killed_at == 0 && flow.acknowledged >= TOTAL / 3) kill_role(child), mark("cut"), killed_at = now_ms(), child = -1;
    if (killed_at > 0 && child < 0 && now_ms() - killed_at > 200) child = start_role("consumer", data, acks), mark("back");
    nap_ms(1);
  }
  kill_role(child);
  zmq_close(flow.out), zmq_close(flow.acks);
  return 0;
}
`;
