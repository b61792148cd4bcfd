import { WHERE_LOADED } from '../../verify/program.ts';

/**
 * What every measuring program in C shares; the API that it measures stands between HEAD and ROLES.
 *
 * The method is that of libzmq's own perf programs. Throughput (local_thr, remote_thr): one side binds and receives, the
 * other connects and sends messages that it does not fill; the clock runs from the first message received to the last.
 * Latency (local_lat, remote_lat): one side binds and sends back what it gets, the other connects and times each round trip.
 * An empty message ends the warm-up, and another ends the measurement: no content is looked at, no count is agreed upon.
 *
 * usage: PROGRAM bind|connect|both throughput|latency PATTERN ENDPOINT SIZE WARM-UP-ms DURATION-ms HIGH-WATER-MARK LIMIT-s
 *   DONE-FILE
 * A receiver in another process makes DONE-FILE when it has everything, and the sender closes no sooner: over ipc libzmq loses
 * what still lies in the kernel when a sender hangs up on a receiver whose queue is full.
 * It answers in lines (src/bench/answer.ts reads them):
 *
 *     version libzmq 4.3.4
 *     loaded zmq_version /usr/lib/libzmq.so.5
 *     endpoint tcp://127.0.0.1:40001        the peer may connect now
 *     messages 400000                       received, or sent and come back
 *     elapsed 100000000                     nanoseconds for them
 *     bucket 1200 17                        17 round trips in this bucket (src/bench/histogram.ts)
 *     side bind 90000 10000 4096000 12 3    CPU of the user and of the system in microseconds, peak memory in bytes (-1:
 *                                           not known), voluntary and involuntary context switches
 */
export const HEAD = String.raw`#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
${WHERE_LOADED}
enum pattern { PUSH_PULL, PUB_SUB, PAIR, DEALER_ROUTER, REQ_REP };
static const char *const pattern_names[] = {"push-pull", "pub-sub", "pair", "dealer-router", "req-rep"};

static enum pattern pattern;
static int latency, alone;
static size_t message_size;
static uint64_t warm_up, duration;
static int high_water_mark;

static void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, strerror(errno));
  exit(1);
}

static const char *done_file;

static void tell_done(void) {
  FILE *file = fopen(done_file, "w");
  if (file == NULL) fail(done_file);
  fclose(file);
}

static void wait_done(void) {
  struct timespec pause = {0, 1000000};
  while (access(done_file, F_OK) != 0) nanosleep(&pause, NULL);
}

static uint64_t now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (uint64_t)at.tv_sec * 1000000000u + (uint64_t)at.tv_nsec;
}
`;

/** Log-linear: exact below 256, then 128 buckets to each doubling (src/bench/histogram.ts has the same). */
export const BUCKET_OF = `
static unsigned bucket_of(uint64_t value) {
  unsigned shift = 0;
  while (value >= 256) {
    value >>= 1;
    shift++;
  }
  return shift * 128 + (unsigned)value;
}
`;

/**
 * The API in between gives `struct side`, `side_open(side, bound, endpoint)`, `side_endpoint`, `side_wait` (a publisher
 * waits for its subscriber), `side_send` (a new message), `side_receive` (its size), `side_echo` (its size), `side_turn`
 * (a round trip), `side_close`, `api_end`, `api_tell`.
 */
export const ROLES = String.raw`${BUCKET_OF}
static uint64_t buckets[57 * 128 + 256];

struct usage { long user, system, voluntary, involuntary; };

/* Both sides in one process: each is a thread, and not every system tells a thread's use. */
#ifdef RUSAGE_THREAD
static const int who_alone = RUSAGE_THREAD, tells_threads = 1;
#else
static const int who_alone = RUSAGE_SELF, tells_threads = 0;
#endif

static struct usage used(void) {
  struct rusage from;
  struct usage found;
  getrusage(alone ? who_alone : RUSAGE_SELF, &from);
  found.user = from.ru_utime.tv_sec * 1000000L + from.ru_utime.tv_usec;
  found.system = from.ru_stime.tv_sec * 1000000L + from.ru_stime.tv_usec;
  found.voluntary = from.ru_nvcsw;
  found.involuntary = from.ru_nivcsw;
  return found;
}

/* Linux keeps ru_maxrss over execve(2): it may be that of the program that started us. VmHWM is our own. */
static long long peak_memory(void) {
  struct rusage from;
  FILE *status = fopen("/proc/self/status", "r");
  char line[256];
  long kib = -1;
  if (status != NULL) {
    while (fgets(line, sizeof line, status) != NULL)
      if (sscanf(line, "VmHWM: %ld", &kib) == 1) break;
    fclose(status);
  }
  if (kib >= 0) return kib * 1024LL;
  getrusage(RUSAGE_SELF, &from);
#ifdef __APPLE__
  return from.ru_maxrss;
#else
  return from.ru_maxrss * 1024LL;
#endif
}

static void tell_side(const char *name, const struct usage *before, const struct usage *after) {
  if (alone && !tells_threads) return;
  printf("side %s %ld %ld %lld %ld %ld\n", name, after->user - before->user, after->system - before->system,
         peak_memory(), after->voluntary - before->voluntary, after->involuntary - before->involuntary);
}

static struct usage bound_before, bound_after, connected_before, connected_after;

static void receive_all(struct side *side) {
  uint64_t count = 0, started = 0;
  while (side_receive(side) != 0) {}
  bound_before = used();
  while (side_receive(side) != 0) {
    if (count++ == 0) started = now();
  }
  printf("messages %llu\nelapsed %llu\n", (unsigned long long)(count < 2 ? 0 : count - 1),
         (unsigned long long)(count == 0 ? 0 : now() - started));
  bound_after = used();
  if (!alone) tell_done();
}

static void send_for(struct side *side, uint64_t time) {
  /* The clock is asked seldom enough to cost nothing, often enough to stop in time. */
  unsigned batch = message_size < 4096 ? 64 : 1, i;
  uint64_t end = now() + time;
  do {
    for (i = 0; i < batch; i++) side_send(side, message_size);
  } while (now() < end);
}

static void send_all(struct side *side) {
  side_wait(side);
  send_for(side, warm_up);
  side_send(side, 0);
  connected_before = used();
  send_for(side, duration);
  side_send(side, 0);
  if (!alone) wait_done();
  connected_after = used();
}

static void echo_all(struct side *side) {
  while (side_echo(side) != 0) {}
  bound_before = used();
  while (side_echo(side) != 0) {}
  bound_after = used();
}

static void turn_all(struct side *side) {
  uint64_t count = 0, started, at, next, end = now() + warm_up;
  do side_turn(side, message_size);
  while (now() < end);
  side_turn(side, 0);
  connected_before = used();
  side_turn(side, message_size);
  started = at = now();
  end = at + duration;
  do {
    side_turn(side, message_size);
    next = now();
    buckets[bucket_of(next - at)]++;
    at = next;
    count++;
  } while (at < end);
  printf("messages %llu\nelapsed %llu\n", (unsigned long long)count, (unsigned long long)(at - started));
  connected_after = used();
  side_turn(side, 0);
}

static void tell_buckets(void) {
  unsigned i;
  for (i = 0; i < sizeof buckets / sizeof *buckets; i++)
    if (buckets[i] != 0) printf("bucket %u %llu\n", i, (unsigned long long)buckets[i]);
}

static void connected_role(struct side *side, const char *endpoint) {
  side_open(side, 0, endpoint);
  if (latency) turn_all(side);
  else send_all(side);
  side_close(side);
}

static const char *inproc_endpoint;

static void *connected_thread(void *unused) {
  struct side side;
  connected_role(&side, inproc_endpoint);
  return unused;
}

int main(int argc, char **argv) {
  struct side side;
  pthread_t thread;
  int binds, connects, i;
  if (argc != 11) return 2;
  alone = strcmp(argv[1], "both") == 0;
  binds = alone || strcmp(argv[1], "bind") == 0;
  connects = alone || !binds;
  latency = strcmp(argv[2], "latency") == 0;
  for (i = 0; i < 5; i++)
    if (strcmp(argv[3], pattern_names[i]) == 0) pattern = (enum pattern)i;
  message_size = (size_t)strtoul(argv[5], NULL, 10);
  warm_up = strtoull(argv[6], NULL, 10) * 1000000u;
  duration = strtoull(argv[7], NULL, 10) * 1000000u;
  high_water_mark = atoi(argv[8]);
  /* Whatever happens to who started us, we end. */
  alarm((unsigned)atoi(argv[9]));
  done_file = argv[10];
  api_tell();
  if (binds) {
    side_open(&side, 1, argv[4]);
    printf("endpoint %s\n", side_endpoint(&side));
    fflush(stdout);
    if (alone) {
      inproc_endpoint = argv[4];
      if (pthread_create(&thread, NULL, connected_thread, NULL) != 0) fail("pthread_create");
    }
    if (latency) echo_all(&side);
    else receive_all(&side);
    side_close(&side);
    if (alone) pthread_join(thread, NULL);
  } else connected_role(&side, argv[4]);
  api_end();
  if (connects) tell_buckets();
  if (binds) tell_side("bind", &bound_before, &bound_after);
  if (connects) tell_side("connect", &connected_before, &connected_after);
  return 0;
}
`;
