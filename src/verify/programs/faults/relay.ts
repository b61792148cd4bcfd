/**
 * C: a relay between two TCP ports of the loopback device, whose link can be cut: its connections are reset and new
 * ones refused. A second socket that is bound and never listens keeps the port meanwhile (socket(7), SO_REUSEPORT).
 */
export const RELAY = `
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
enum { MOST_LINKS = 16 };
struct relay {
  int keeper, listener, ends[MOST_LINKS][2];
  uint16_t port, target;
  volatile int open, is_open, stop;
  pthread_t thread;
};

static int bound_tcp(uint16_t *port) {
  struct sockaddr_in at;
  socklen_t size = sizeof at;
  int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return -1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
  memset(&at, 0, sizeof at);
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  at.sin_port = htons(*port);
  if (bind(fd, (struct sockaddr *)&at, sizeof at) != 0 || getsockname(fd, (struct sockaddr *)&at, &size) != 0) {
    close(fd);
    return -1;
  }
  *port = ntohs(at.sin_port);
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  return fd;
}

/* Without lingering, what is under way is thrown away and the peer gets a reset, as from a cable or host that is gone. */
static void cut_link(int *ends) {
  struct linger none = {1, 0};
  int i;
  for (i = 0; i < 2; i++) {
    if (ends[i] < 0) continue;
    setsockopt(ends[i], SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close(ends[i]);
    ends[i] = -1;
  }
}

static void take_link(struct relay *relay) {
  struct sockaddr_in at;
  int i, from = accept(relay->listener, NULL, NULL), to = from < 0 ? -1 : socket(AF_INET, SOCK_STREAM, 0);
  if (from < 0) return;
  memset(&at, 0, sizeof at);
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  at.sin_port = htons(relay->target);
  for (i = 0; i < MOST_LINKS && relay->ends[i][0] >= 0; i++) continue;
  if (i == MOST_LINKS || connect(to, (struct sockaddr *)&at, sizeof at) != 0) {
    close(from);
    if (to >= 0) close(to);
    return;
  }
  relay->ends[i][0] = from, relay->ends[i][1] = to;
}

/* Blocking writes are enough: both ends are read by libzmq's own threads, and a cut comes between two of them. */
static void pass_on(int *ends, int from) {
  char bytes[16384];
  ssize_t size = read(ends[from], bytes, sizeof bytes), done = 0, step;
  while (done < size && (step = write(ends[1 - from], bytes + done, (size_t)(size - done))) > 0) done += step;
  if (size <= 0 || done < size) cut_link(ends);
}

static void *run_relay(void *argument) {
  struct relay *relay = argument;
  struct pollfd wait[1 + 2 * MOST_LINKS];
  int i, k;
  while (!relay->stop) {
    if (!relay->open && relay->listener >= 0) {
      close(relay->listener), relay->listener = -1;
      for (i = 0; i < MOST_LINKS; i++) cut_link(relay->ends[i]);
    } else if (relay->open && relay->listener < 0) {
      relay->listener = bound_tcp(&relay->port);
      if (relay->listener >= 0) listen(relay->listener, 16);
    }
    relay->is_open = relay->listener >= 0;
    wait[0].fd = relay->listener, wait[0].events = POLLIN;
    for (i = 0; i < MOST_LINKS; i++)
      for (k = 0; k < 2; k++) wait[1 + 2 * i + k].fd = relay->ends[i][k], wait[1 + 2 * i + k].events = POLLIN;
    if (poll(wait, 1 + 2 * MOST_LINKS, 5) <= 0) continue;
    for (i = 0; i < MOST_LINKS; i++)
      for (k = 0; k < 2; k++)
        if (wait[1 + 2 * i + k].revents && relay->ends[i][k] >= 0 && relay->ends[i][k] == wait[1 + 2 * i + k].fd)
          pass_on(relay->ends[i], k);
    if (wait[0].revents & POLLIN) take_link(relay);
  }
  for (i = 0; i < MOST_LINKS; i++) cut_link(relay->ends[i]);
  if (relay->listener >= 0) close(relay->listener);
  close(relay->keeper);
  return NULL;
}

static void turn_relay(struct relay *relay, int open) {
  relay->open = open;
  while (relay->is_open != open) nap_ms(1);
}

/* A relay in front of a bound socket; 'endpoint' becomes the address to connect to. */
static int start_relay(struct relay *relay, void *bound, char *endpoint, size_t size) {
  int i;
  memset(relay, 0, sizeof *relay);
  for (i = 0; i < MOST_LINKS; i++) relay->ends[i][0] = relay->ends[i][1] = -1;
  relay->listener = -1;
  if (endpoint_of(bound, endpoint, size) != 0) return fault("endpoint");
  relay->target = (uint16_t)atoi(strrchr(endpoint, ':') + 1);
  relay->keeper = bound_tcp(&relay->port);
  if (relay->keeper < 0 || pthread_create(&relay->thread, NULL, run_relay, relay) != 0) {
    snprintf(why, sizeof why, "relay: %s", strerror(errno));
    return -1;
  }
  turn_relay(relay, 1);
  snprintf(endpoint, size, "tcp://127.0.0.1:%u", (unsigned)relay->port);
  return 0;
}

static void stop_relay(struct relay *relay) {
  relay->stop = 1;
  pthread_join(relay->thread, NULL);
}
`;
