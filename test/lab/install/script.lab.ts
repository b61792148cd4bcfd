import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Machine } from '../support/machine.ts';
import { machineWith, tool, userProgram } from '../support/stack.ts';

/** What a fresh machine that never had Node does with the script that another one planned. */
describe('the sh plan on a machine without Node', () => {
  let machine: Machine;
  let script: string;
  let dockerfile: string;
  beforeAll(async () => {
    const planner = await machineWith();
    const planned = async (format: string) => {
      const ran = await tool(planner, ['plan', '--format', format]);
      expect(ran.code, ran.stderr).toBe(0);
      return ran.stdout;
    };
    script = await planned('sh');
    dockerfile = await planned('dockerfile');
    await planner.stop();
    machine = await machineWith({ node: null });
  });
  afterAll(() => machine.stop());

  it('passes shellcheck', () => {
    execFileSync('shellcheck', ['-'], { input: script, stdio: ['pipe', 'inherit', 'inherit'] });
  });

  it('brings up the stack and proves it', async () => {
    machine.write('/root/setup.sh', script);
    const ran = await machine.run(['dash', '/root/setup.sh']);
    expect(ran.stderr.slice(-2500)).toMatch(/libzmq 4\.3\.\d czmq 4\.2\.1 installed in \/usr\/local/);
    expect(ran.code).toBe(0);
    expect((await machine.run(['which', 'node'])).code).toBe(1);
    expect(await userProgram(machine)).toMatchObject({ code: 0, stdout: 'it works\n' });
  });

  it('leaves nothing in the folder for temporary files', async () => {
    expect((await machine.sh('ls -d /tmp/czmq-setup-* 2>/dev/null')).stdout).toBe('');
  });

  it("gives the Dockerfile's second stage all that a program needs, and no more", async () => {
    expect(dockerfile).toContain(script.trimEnd());
    const [, collect] = /^RUN (mkdir -p [\s\S]*?)\n\n/m.exec(dockerfile) ?? [];
    await machine.must(['sh', '-c', collect as string]);
    const files = (await machine.sh('cd /runtime && find . ! -type d | sort')).stdout.trim().split('\n');
    expect(files).toContain('./usr/local/lib/libczmq.so.4');
    expect(files).toContain('./usr/local/lib/libzmq.so.5');
    expect(files.some((file) => /\/libsodium\.so\.\d+$/.test(file))).toBe(true);
    expect(files.filter((file) => /\.(a|la|h|pc|so)$|\/bin\/|\/libc\.so/.test(file))).toEqual([]);
  });

  it('changes nothing where the bytes are not the pinned ones', async () => {
    const before = await machine.sh('cd /usr/local && find . -newer /root/setup.sh -type f | sort');
    machine.write(
      '/root/wrong.sh',
      script.replaceAll(/from_pool [0-9a-f]{64}/g, `from_pool ${'0'.repeat(64)}`),
    );
    const ran = await machine.run(['dash', '/root/wrong.sh']);
    expect(ran.code).toBe(5);
    expect(ran.stderr).toMatch(/not the file that was pinned/);
    expect(await machine.sh('cd /usr/local && find . -newer /root/setup.sh -type f | sort')).toMatchObject({
      stdout: before.stdout,
    });
  });

  it('says which source is not to be had, and ends with 3, where every place fails', async () => {
    machine.write(
      '/root/nowhere.sh',
      script.replaceAll(/(from_pool [0-9a-f]{64} \S+) \S+;/g, '$1 z/zeromq3/none.tar.gz;'),
    );
    const ran = await machine.run(['dash', '/root/nowhere.sh']);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toMatch(/error: the source of libzmq 4\.3\.5 could not be had from any place\n$/);
  });
});
