import { compileSomehow } from '../hand.ts';
import { readAnswer } from '../program.ts';
import { runProgram } from '../run-program.ts';
import type { Site } from '../ways/way.ts';

/** What the installed libzmq says of itself. */
export interface Capabilities {
  readonly version: string;
  /** Answers of zmq_has(3). */
  readonly has: Readonly<Record<string, boolean>>;
}

const NAMES = ['ipc', 'pgm', 'norm', 'tipc', 'gssapi', 'curve', 'draft', 'vmci', 'WS', 'WSS'] as const;

const SOURCE = `#include <stdio.h>
#include <zmq.h>
int main(void) {
  int major, minor, patch;
  zmq_version(&major, &minor, &patch);
  printf("library %d.%d.%d\\n", major, minor, patch);
${NAMES.map((name) => `  printf("has ${name} %d\\n", zmq_has("${name}"));`).join('\n')}
  return 0;
}
`;

/** Asks the installed libzmq; null where no program can be built against it. */
export async function capabilitiesOf(site: Site): Promise<Capabilities | null> {
  const folder = `${site.folder}/capabilities`;
  site.host.mkdir(folder);
  const program = { name: 'capabilities', source: SOURCE, modules: ['libzmq'] };
  const built = await compileSomehow(site.host, program, { ...site, folder }, site);
  if (built.program === null) return null;
  const { ran } = await runProgram(site.host, [built.program], folder, site.env, site.signal);
  const { library, has } = readAnswer(ran.stdout);
  return library === null ? null : { version: library, has };
}
