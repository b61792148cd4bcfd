import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Machine } from '../support/machine.ts';
import { cachedTool, preparedMachine } from '../support/stack.ts';

const PROGRAM = `#include <cstdio>
#include <zmq.hpp>
int main() {
  zmq::context_t context;
  zmq::socket_t push(context, zmq::socket_type::push), pull(context, zmq::socket_type::pull);
  pull.bind("inproc://user");
  push.connect("inproc://user");
  push.send(zmq::str_buffer("it works"), zmq::send_flags::none);
  zmq::message_t words;
  if (pull.recv(words)) std::puts(words.to_string().c_str());
}
`;
const PROJECT = `cmake_minimum_required(VERSION 3.11)
project(user CXX)
find_package(cppzmq REQUIRED)
add_executable(user user.cpp)
target_link_libraries(user cppzmq)
`;

/** A target without a library, which only CMake builds: on a machine without CMake. */
describe('cppzmq', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await preparedMachine();
    machine.write('/tmp/user/user.cpp', PROGRAM);
    machine.write('/tmp/user/CMakeLists.txt', PROJECT);
  });
  afterAll(() => machine.stop());

  it('is installed with the CMake that it needs', async () => {
    const ran = await cachedTool(machine, ['install', 'cppzmq', '--yes', '--json']);
    expect(ran.code, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout).packages).toContain('cmake');
  });

  it("serves a user's program by pkg-config and by CMake", async () => {
    const flags = '$(pkg-config --cflags --libs cppzmq libzmq)';
    const byHand = await machine.sh(`c++ -o by-hand user.cpp ${flags} && ./by-hand`, { cwd: '/tmp/user' });
    expect(byHand.stdout, byHand.stderr).toBe('it works\n');
    const byCmake = await machine.sh('cmake -S . -B b >/dev/null && cmake --build b >/dev/null && b/user', {
      cwd: '/tmp/user',
    });
    expect(byCmake.stdout, byCmake.stderr).toBe('it works\n');
  });

  it('goes without a trace', async () => {
    expect((await cachedTool(machine, ['uninstall', 'cppzmq', '--yes'])).code).toBe(0);
    const left = await machine.sh('find /usr/local -name "*cppzmq*" -o -name "zmq*.hpp"');
    expect(left.stdout).toBe('');
  });
});
