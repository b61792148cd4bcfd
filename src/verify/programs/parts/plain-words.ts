/** C: messages of words, sent and compared frame by frame; stands after PLAIN. */
export const PLAIN_WORDS = String.raw`
#include <stdarg.h>
/* Sends the words up to NULL as one message of so many frames. */
static int tell(void *socket, const char *first, ...) {
  const char *word = first, *next;
  va_list words;
  int result = 0;
  va_start(words, first);
  while (word != NULL && result == 0) {
    next = va_arg(words, const char *);
    if (zmq_send(socket, word, strlen(word), next == NULL ? 0 : ZMQ_SNDMORE) < 0) result = fault("send");
    word = next;
  }
  va_end(words);
  return result;
}

/* Receives one message, which must be these frames and no more. */
static int hear(void *socket, const char *first, ...) {
  char got[128];
  const char *word = first;
  va_list words;
  int result = 0;
  va_start(words, first);
  for (; word != NULL && result == 0; word = va_arg(words, const char *)) {
    if (word != first && !more(socket)) result = -1, snprintf(why, sizeof why, "no frame \"%s\"", word);
    else if (frame(socket, got, sizeof got) < 0) result = -1;
    else if (strcmp(got, word) != 0)
      result = -1, snprintf(why, sizeof why, "got \"%s\", not \"%s\"", got, word);
  }
  va_end(words);
  if (result == 0 && more(socket)) result = -1, snprintf(why, sizeof why, "more frames than were sent");
  return result;
}

/* Nothing comes within a while. */
static int silence(void *socket, int ms) {
  char got[128];
  int size;
  set(socket, ZMQ_RCVTIMEO, ms);
  size = zmq_recv(socket, got, sizeof got - 1, 0);
  set(socket, ZMQ_RCVTIMEO, patience);
  if (size < 0) return 0;
  snprintf(why, sizeof why, "what should not have come: \"%.*s\"", size < 100 ? size : 100, got);
  return -1;
}
`;
