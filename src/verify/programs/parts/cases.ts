/**
 * C: tells how cases end, in the lines of src/verify/program.ts, and says over which transports they go. An address is
 * free because the system chooses its port, or because its folder is ours.
 */
export const CASES = String.raw`
#include <netinet/in.h>
#include <sys/socket.h>
static const char *transports[] = {"inproc", "ipc", "tcp", "tcp6"};
enum { INPROC, IPC, TCP, TCP6, TRANSPORTS };

static void say_skipped(const char *name, const char *transport, const char *reason) {
  printf("skipped %s %s %s\n", name, transport, reason);
}

static void report(const char *name, const char *transport, int result, const char *reason) {
  if (result == 0) printf("passed %s %s\n", name, transport);
  else printf("failed %s %s %s\n", name, transport, reason);
}

static void address(int transport, const char *name, char *where, size_t size) {
  static const char *forms[] = {"inproc://%s", "ipc://%s.sock", "tcp://127.0.0.1:*", "tcp://[::1]:*"};
  snprintf(where, size, forms[transport], name);
}

static int has_ipv6(void) {
  struct sockaddr_in6 loopback;
  int fd = socket(AF_INET6, SOCK_STREAM, 0), can;
  if (fd < 0) return 0;
  memset(&loopback, 0, sizeof loopback);
  loopback.sin6_family = AF_INET6;
  loopback.sin6_addr = in6addr_loopback;
  can = bind(fd, (struct sockaddr *)&loopback, sizeof loopback) == 0;
  close(fd);
  return can;
}

static int has_transport(int transport) {
  return transport == TCP6 ? has_ipv6() : transport == IPC ? zmq_has("ipc") : 1;
}

/* Words of src/verify/check.ts, which says them in the reader's language. */
static const char *without[] = {"", "no-ipc", "", "no-ipv6"};
`;
