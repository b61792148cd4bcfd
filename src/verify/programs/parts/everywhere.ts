/** C: one case over every transport that this machine has. The names are those of the program, so that two can run side by side. */
export const EVERYWHERE = `
static int brokered(const char *where) {
  char behind[64];
  snprintf(behind, sizeof behind, strncmp(where, "tcp", 3) == 0 ? "%s" : "%s-behind", where);
  return forwarded(where, behind);
}

static void everywhere(const char *name, int (*one)(const char *), int from) {
  char where[64], socket_name[48];
  int transport;
  for (transport = from; transport < TRANSPORTS; transport++) {
    if (!has_transport(transport)) { say_skipped(name, transports[transport], without[transport]); continue; }
    snprintf(socket_name, sizeof socket_name, "%s-%s", strrchr(own_path, '/') + 1, name);
    address(transport, socket_name, where, sizeof where);
    if (one(where) == 0) report(name, transports[transport], 0, why);
    else report(name, transports[transport], -1, why), patience = 500;
  }
}
`;
