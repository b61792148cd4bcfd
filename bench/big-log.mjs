// Build logs of any size, for measuring `explain`.
import { closeSync, openSync, writeSync } from 'node:fs';

export const FAILURE = `/usr/bin/ld: cannot find -lczmq: No such file or directory
collect2: error: ld returned 1 exit status
make[1]: *** [Makefile:120: app] Error 1
`;
/** What a verbose build prints: long compile lines, checks, a warning now and then. */
const ordinary = (index) => `checking for function_${index}... no
libtool: compile:  g++ -DHAVE_CONFIG_H -I. -I./include -O2 -Wall -fPIC -MT src/unit_${index}.lo -c src/unit_${index}.cpp -o src/.libs/unit_${index}.o
  CXX      src/libzmq_la-unit_${index}.lo
src/unit_${index}.cpp:${index % 900}:12: warning: unused parameter 'flags_' [-Wunused-parameter]
`;

/** Writes a log of so many bytes, with the failure in its middle or nowhere; its path. */
export function writeLog(path, size, failure) {
  const file = openSync(path, 'w');
  let bytes = 0;
  let index = 0;
  let failed = failure === '';
  while (bytes < size) {
    let piece = '';
    while (piece.length < 1 << 20) {
      piece += ordinary(index);
      index += 1;
    }
    if (!failed && bytes > size / 2) {
      piece += failure;
      failed = true;
    }
    bytes += writeSync(file, piece);
  }
  closeSync(file);
  return path;
}
