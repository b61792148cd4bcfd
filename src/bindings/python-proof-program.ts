/** A Python program that proves pyzmq; it answers in the lines of src/verify/program.ts. */
export const pythonProofProgram = `import os
import zmq

print("library", zmq.zmq_version())
print("pyzmq", zmq.pyzmq_version())
try:
    with open("/proc/self/maps") as maps:
        files = {line[line.index("/"):].rstrip("\\n") for line in maps if "/" in line}
    for file in sorted(files):
        if os.path.basename(file).split(".")[0].split("-")[0] == "libzmq":
            print("loaded", "libzmq", file)
except OSError:
    pass
print("has curve", int(zmq.has("curve")))


def requested(context):
    with context.socket(zmq.REP) as server, context.socket(zmq.REQ) as client:
        for socket in (server, client):
            socket.linger = 0
            socket.rcvtimeo = 5000
        port = server.bind_to_random_port("tcp://127.0.0.1")
        client.connect("tcp://127.0.0.1:%d" % port)
        client.send_string("hello")
        server.send(server.recv() + b" world")
        return client.recv_string() == "hello world"


def pushed(context):
    with context.socket(zmq.PULL) as pull, context.socket(zmq.PUSH) as push:
        pull.rcvtimeo = 5000
        pull.bind("inproc://pyzmq-proof")
        push.connect("inproc://pyzmq-proof")
        push.send_multipart([b"first", b"second"])
        return pull.recv_multipart() == [b"first", b"second"]


with zmq.Context() as context:
    for name, case in (("req-rep tcp", requested), ("push-pull inproc", pushed)):
        try:
            print("passed" if case(context) else "failed", name)
        except zmq.ZMQError as error:
            print("failed", name, error)
`;
