import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILD_TOOLS } from '../support/layers.ts';
import type { Machine } from '../support/machine.ts';
import { cachedTool, machineWith, sharedCache } from '../support/stack.ts';
import { changedTool } from '../support/tool.ts';
import { errorsOf, notPassed, statusOf, verified } from './verified.ts';

const PATTERNS = ['pair', 'req-rep', 'pub-sub', 'push-pull', 'router-dealer', 'xpub-xsub'];
const WAYS = ['pkg-config', 'flags', 'static', 'cmake FindPkgConfig'];
const FULL = '/opt/full';

/** A libzmq that drops each 97th message and says that it sent it: what a faulty build would look like from outside. */
const FORGETFUL = `#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
int zmq_send(void *socket, const void *bytes, size_t size, int flags) {
  static int (*real)(void *, const void *, size_t, int);
  static __thread int count, inside;
  int more = flags & 2;
  if (real == NULL) real = dlsym(RTLD_NEXT, "zmq_send");
  if (!inside) count++;
  inside = more;
  return count % 97 == 0 ? (int)size : real(socket, bytes, size, flags);
}
`;

describe('verify of what this tool installed', () => {
  let machine: Machine;
  const install = async (prefix: string, ...args: readonly string[]): Promise<void> => {
    const ran = await cachedTool(machine, ['install', '--yes', '--prefix', prefix, ...args]);
    expect(ran.code, ran.stderr).toBe(0);
  };
  beforeAll(async () => {
    machine = await machineWith({
      packages: BUILD_TOOLS,
      extra: ['cmake', 'ninja-build'],
      binds: [sharedCache()],
    });
    await install(FULL, 'libzmq@4.3.4', 'czmq@4.2.1');
  }, 1_800_000);
  afterAll(() => machine?.stop());

  it('passes every way to link, every pattern over every transport, and keeps every promise', async () => {
    const { ran, document } = await verified(machine, ['--prefix', FULL]);
    expect(errorsOf(document)).toEqual([]);
    expect(ran.code).toBe(0);
    for (const target of ['libzmq', 'czmq']) {
      expect(WAYS.map((way) => `${way}: ${statusOf(document, target, way)}`)).toEqual(
        WAYS.map((way) => `${way}: pass`),
      );
      // The lab's machines may have no IPv6: then it is skipped, and never passed over in silence.
      for (const pattern of PATTERNS) {
        for (const transport of ['inproc', 'ipc', 'tcp'])
          expect(statusOf(document, target, `${pattern} ${transport}`), `${target} ${pattern}`).toBe('pass');
        expect(['pass', 'skipped']).toContain(statusOf(document, target, `${pattern} tcp6`));
      }
      for (const link of ['curve tcp', 'heartbeat tcp', 'reconnect tcp', 'reconnect ipc'])
        expect(statusOf(document, target, link), link).toBe('pass');
    }
    expect(document.deliveries).toHaveLength(9);
    expect(document.deliveries.filter(({ kept }) => !kept)).toEqual([]);
    const cut = document.deliveries.find((one) => one.case === 'link-cut pub-sub');
    // Otherwise the link was not cut.
    expect(cut?.lost).toBeGreaterThan(0);
    expect(notPassed(document).filter((line) => !line.startsWith('skipped'))).toEqual([]);
    expect(notPassed(document)).toContainEqual(expect.stringMatching(/cmake find_package: .*ZeroMQConfig/));
  });

  it('uses what upstream’s CMake build installs for find_package', async () => {
    const argv = changedTool(machine, 'libzmq', (recipe) => {
      recipe.build.cmake.stray = [];
    });
    const prefix = '/opt/with-config';
    const ran = await machine.run(
      [...argv, 'install', '--yes', '--build-system', 'cmake', '--prefix', prefix, 'libzmq@4.3.4'],
      { env: { XDG_CACHE_HOME: '/tmp/own-cache', CFLAGS: '-O0', CXXFLAGS: '-O0' } },
    );
    expect(ran.code, ran.stderr).toBe(0);
    const { document } = await verified(machine, ['--prefix', prefix]);
    expect(statusOf(document, 'libzmq', 'cmake find_package'), notPassed(document).join('\n')).toBe('pass');
  });

  it('verifies static libraries alone', async () => {
    await install('/opt/static', '--static', 'libzmq@4.3.4', 'czmq@4.2.1');
    const { document } = await verified(machine, ['--prefix', '/opt/static']);
    expect(errorsOf(document)).toEqual([]);
    expect(statusOf(document, 'czmq', 'static'), notPassed(document).join('\n')).toBe('pass');
    expect(statusOf(document, 'czmq', 'flags')).toBe('skipped');
    expect(statusOf(document, 'libzmq', 'xpub-xsub ipc')).toBe('pass');
  });

  it('verifies libzmq without czmq and without CURVE, and says what it passed over', async () => {
    await install('/opt/plain', '--features=-curve', 'libzmq@4.3.4');
    const { document } = await verified(machine, ['--prefix', '/opt/plain']);
    expect(errorsOf(document)).toEqual([]);
    expect([...new Set(document.checks.map(({ target }) => target))]).toEqual(['libzmq']);
    expect(notPassed(document)).toContainEqual(expect.stringMatching(/^skipped libzmq curve .*CURVE/));
    expect(statusOf(document, 'libzmq', 'router-dealer tcp')).toBe('pass');
  });

  it('verifies what somebody else put into a prefix', async () => {
    await machine.must(['sh', '-c', `cp -a ${FULL} /opt/foreign && rm -r /opt/foreign/share/czmq-setup`]);
    await machine.must(['sh', '-c', 'sed -i s:/opt/full:/opt/foreign:g lib/pkgconfig/*.pc'], {
      cwd: '/opt/foreign',
    });
    const { ran, document } = await verified(machine, ['--prefix', '/opt/foreign']);
    expect(errorsOf(document)).toEqual([]);
    expect(ran.code).toBe(0);
    const own = document.checks.find(({ target, id }) => target === 'czmq' && id === 'flags');
    expect(own?.detail).toContain('/opt/foreign/lib/');
  });

  it('finds a library that was built without what was asked for', async () => {
    await machine.must(['cp', '-a', FULL, '/opt/mixed']);
    await machine.must(
      ['sh', '-c', 'sed -i s:/opt/full:/opt/mixed:g lib/pkgconfig/*.pc share/czmq-setup/manifest.json'],
      {
        cwd: '/opt/mixed',
      },
    );
    await machine.must(['sh', '-c', 'cp -a /opt/plain/lib/libzmq* /opt/mixed/lib/']);
    const { ran, document } = await verified(machine, ['--prefix', '/opt/mixed']);
    expect(ran.code).toBe(1);
    expect(errorsOf(document).join('\n')).toMatch(/libzmq/);
    expect(statusOf(document, 'libzmq', 'has curve')).toBe('fail');
  });

  it.each([
    ['headers of an older release', 'sed -i "s/PATCH 4/PATCH 3/" include/zmq.h', /^header\.mismatch libzmq/],
    ['a library that is gone', 'rm lib/libzmq.*', /^(library|pkgconfig|link)\.\S+ (libzmq|libzmq\.so\.5)/],
    ['a damaged library', 'truncate -s 5000 lib/libzmq.so.5.2.4', /^library\.corrupt libzmq/],
  ])('names %s as the doctor does', async (_what, breakIt, finding) => {
    await machine.must(['sh', '-c', `rm -rf /opt/broken && cp -a ${FULL} /opt/broken`]);
    const line = `sed -i s:/opt/full:/opt/broken:g lib/pkgconfig/*.pc share/czmq-setup/manifest.json && ${breakIt}`;
    await machine.must(['sh', '-c', line], { cwd: '/opt/broken' });
    const { ran, document } = await verified(machine, ['--prefix', '/opt/broken']);
    expect(ran.code).toBe(1);
    expect(errorsOf(document).join('\n')).toMatch(finding);
  });

  it('catches a library that loses messages', async () => {
    machine.write('/tmp/forgetful.c', FORGETFUL);
    await machine.must(['cc', '-shared', '-fPIC', '-o', '/tmp/forgetful.so', '/tmp/forgetful.c', '-ldl']);
    const { ran, document } = await verified(machine, ['--prefix', FULL, 'libzmq'], {
      LD_PRELOAD: '/tmp/forgetful.so',
    });
    expect(ran.code).toBe(1);
    const broken = document.deliveries.filter(({ kept }) => !kept).map((one) => one.case);
    expect(broken).toContain('overrun push-pull');
    // What is acknowledged and sent again survives even that.
    expect(broken).not.toContain('link-cut push-pull-acknowledged');
    expect(errorsOf(document)).toContain('test.failed libzmq overrun push-pull');
  });
});

describe('verify of a distribution’s packages', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await machineWith({ packages: ['gcc', 'libc6-dev', 'pkg-config', 'libczmq-dev'] });
  }, 900_000);
  afterAll(() => machine?.stop());

  it('is healthy; what its static libraries lack is a warning, and no cmake is a reason', async () => {
    const { ran, document } = await verified(machine, []);
    expect(errorsOf(document)).toEqual([]);
    expect(ran.code).toBe(0);
    expect(statusOf(document, 'czmq', 'flags')).toBe('pass');
    expect(notPassed(document)).toContainEqual(
      expect.stringMatching(/^skipped czmq cmake FindPkgConfig: .*cmake/),
    );
    expect(document.deliveries.filter(({ kept }) => kept)).toHaveLength(9);
  });

  it('verifies libzmq alone where there is no czmq', async () => {
    await machine.must(['dpkg', '--remove', '--force-depends', 'libczmq-dev']);
    const { ran, document } = await verified(machine, []);
    expect(errorsOf(document)).toEqual([]);
    expect(ran.code).toBe(0);
    expect(statusOf(document, 'czmq', 'build')).toBe('skipped');
    expect(statusOf(document, 'libzmq', 'xpub-xsub tcp')).toBe('pass');
  });

  it('says what is missing where it cannot compile', async () => {
    await machine.must(['dpkg', '--remove', '--force-depends', 'gcc', 'gcc-12']);
    const { ran, document } = await verified(machine, []);
    expect(ran.code).toBe(3);
    expect(errorsOf(document)).toContain('tool.missing gcc');
  });
});
