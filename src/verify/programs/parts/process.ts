/**
 * C: what keeps a program bounded. It ends itself, and its children with it, when its time is up or when it is told to;
 * whose parent was killed ends too (prctl(2), PR_SET_PDEATHSIG; elsewhere its own alarm(2) ends it).
 */
export const PROCESS = `
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#define MOST_CHILDREN 8
static const char *own_path;
static volatile pid_t children[MOST_CHILDREN];

/* They are waited for: where process 1 takes care of no orphans (a container's), they would stay as zombies. */
static void end_children(void) {
  int i, status;
  for (i = 0; i < MOST_CHILDREN; i++)
    if (children[i] > 0) kill(children[i], SIGKILL);
  for (i = 0; i < MOST_CHILDREN; i++)
    if (children[i] > 0) waitpid(children[i], &status, 0);
}

static void told_to_end(int signal_number) {
  end_children();
  _exit(signal_number == SIGALRM ? 124 : 128 + signal_number);
}

static void bounded(const char *path, unsigned seconds) {
  own_path = path;
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  signal(SIGALRM, told_to_end);
  signal(SIGTERM, told_to_end);
  signal(SIGINT, told_to_end);
  signal(SIGHUP, told_to_end);
  signal(SIGPIPE, SIG_IGN);
  alarm(seconds);
  /* Lines come out in order, whoever writes them; a whole line is one write. */
  setvbuf(stdout, NULL, _IOLBF, 0);
}

static long now_ms(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (long)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

static void nap_ms(int ms) { poll(NULL, 0, ms); }

/* Runs this program again in another role: a fork alone would share the parent's locks and sockets. */
static pid_t start_role(const char *role, const char *one, const char *two) {
  const char *argv[] = {own_path, role, one, two, NULL};
  pid_t parent = getpid(), child;
  int i;
  fflush(stdout);
  child = fork();
  if (child == 0) {
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent) _exit(125);
    execv(own_path, (char *const *)argv);
    _exit(127);
  }
  for (i = 0; child > 0 && i < MOST_CHILDREN; i++)
    if (children[i] == 0) { children[i] = child; break; }
  return child;
}

static void kill_role(pid_t child) {
  int i, status;
  if (child <= 0) return;
  kill(child, SIGKILL);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  for (i = 0; i < MOST_CHILDREN; i++)
    if (children[i] == child) children[i] = 0;
}
`;
