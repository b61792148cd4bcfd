import { type ProofProgram, WHERE_LOADED } from '../program.ts';

/** Request and reply, and a message of two parts, over the C++ classes. The binding is headers alone: there is no library of it. */
const source = `#include <cstdio>
#include <iterator>
#include <string>
#include <vector>
#include <zmq.hpp>
#include <zmq_addon.hpp>
${WHERE_LOADED}
static void report(const char *name, bool good) {
  std::printf("%s %s inproc%s\\n", good ? "passed" : "failed", name, good ? "" : " the message did not come through");
}

static bool requested(zmq::context_t &context) {
  zmq::socket_t server(context, zmq::socket_type::rep), client(context, zmq::socket_type::req);
  server.set(zmq::sockopt::rcvtimeo, 5000);
  client.set(zmq::sockopt::rcvtimeo, 5000);
  server.bind("inproc://cppzmq-proof");
  client.connect("inproc://cppzmq-proof");
  client.send(zmq::str_buffer("hello"), zmq::send_flags::none);
  zmq::message_t question, answer;
  if (!server.recv(question) || question.to_string() != "hello") return false;
  server.send(zmq::str_buffer("world"), zmq::send_flags::none);
  return client.recv(answer) && answer.to_string() == "world";
}

static bool pushed(zmq::context_t &context) {
  zmq::socket_t pull(context, zmq::socket_type::pull), push(context, zmq::socket_type::push);
  pull.set(zmq::sockopt::rcvtimeo, 5000);
  pull.bind("inproc://cppzmq-line");
  push.connect("inproc://cppzmq-line");
  zmq::send_multipart(push, std::vector<zmq::const_buffer>{zmq::str_buffer("first"), zmq::str_buffer("second")});
  std::vector<zmq::message_t> got;
  return zmq::recv_multipart(pull, std::back_inserter(got)) && got.size() == 2 && got[0].to_string() == "first"
         && got[1].to_string() == "second";
}

int main() {
  std::printf("header %d.%d.%d\\n", CPPZMQ_VERSION_MAJOR, CPPZMQ_VERSION_MINOR, CPPZMQ_VERSION_PATCH);
  std::printf("library %d.%d.%d\\n", CPPZMQ_VERSION_MAJOR, CPPZMQ_VERSION_MINOR, CPPZMQ_VERSION_PATCH);
  say_loaded("zmq_version");
  std::fflush(stdout);
  zmq::context_t context;
  report("req-rep", requested(context));
  report("push-pull", pushed(context));
  return 0;
}
`;

export const cppzmqProof: ProofProgram = {
  recipe: 'cppzmq',
  modules: ['cppzmq', 'libzmq'],
  language: 'c++',
  source,
};
