import { type ProofProgram, WHERE_LOADED } from '../program.ts';

/** A box that is closed and opened again. */
const source = `#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sodium.h>
${WHERE_LOADED}
int main(void) {
  unsigned char public_key[crypto_box_PUBLICKEYBYTES], secret_key[crypto_box_SECRETKEYBYTES];
  unsigned char sealed[crypto_box_SEALBYTES + 5], opened[5];
  int good;
  printf("header %s\\n", SODIUM_VERSION_STRING);
  printf("library %s\\n", sodium_version_string());
  say_loaded("sodium_version_string");
  good = sodium_init() >= 0 && crypto_box_keypair(public_key, secret_key) == 0
         && crypto_box_seal(sealed, (const unsigned char *)"hello", 5, public_key) == 0
         && crypto_box_seal_open(opened, sealed, sizeof sealed, public_key, secret_key) == 0
         && memcmp(opened, "hello", 5) == 0;
  printf("%s\\n", good ? "passed seal box" : "failed seal box");
  return 0;
}
`;

export const libsodiumProof: ProofProgram = { recipe: 'libsodium', modules: ['libsodium'], source };
