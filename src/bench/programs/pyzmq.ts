/**
 * The measuring program in Python, over pyzmq's Socket.send and Socket.recv. It takes the words and gives the answers of
 * the programs in C (harness.ts), by the same method.
 */
export const pyzmqSource = String.raw`import os, platform, resource, signal, sys, threading, time
import zmq

if len(sys.argv) != 11:
    sys.exit(2)
role, kind, pattern, endpoint = sys.argv[1:5]
size, warm_up, duration, high_water_mark, limit = map(int, sys.argv[5:10])
done_file = sys.argv[10]
warm_up, duration = warm_up * 1000000, duration * 1000000
alone, latency = role == "both", kind == "latency"
binds = role in ("both", "bind")
connects = alone or not binds
signal.alarm(limit)
clock = time.perf_counter_ns
types = {"push-pull": (zmq.PULL, zmq.PUSH), "pub-sub": (zmq.SUB, zmq.XPUB), "pair": (zmq.PAIR, zmq.PAIR),
         "dealer-router": (zmq.ROUTER, zmq.DEALER), "req-rep": (zmq.REP, zmq.REQ)}
context = zmq.Context()
buckets, before, after = {}, {}, {}
routed = pattern == "dealer-router"


def used():
    who = getattr(resource, "RUSAGE_THREAD", resource.RUSAGE_SELF) if alone else resource.RUSAGE_SELF
    found = resource.getrusage(who)
    return found.ru_utime, found.ru_stime, found.ru_nvcsw, found.ru_nivcsw


def peak_memory():
    # Linux keeps ru_maxrss over execve(2); VmHWM is our own.
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def bucket_of(value):
    shift = max(0, value.bit_length() - 8)
    return shift * 128 + (value >> shift)


def open_side(bound):
    side = context.socket(types[pattern][0 if bound else 1])
    side.set_hwm(high_water_mark)
    side.setsockopt(zmq.LINGER, -1)
    if pattern == "pub-sub":
        if bound:
            side.setsockopt(zmq.SUBSCRIBE, b"")
        else:
            side.setsockopt(zmq.XPUB_NODROP, 1)
    if bound:
        side.bind(endpoint)
    else:
        side.connect(endpoint)
    return side


def receive_all(side):
    recv, count, started = side.recv, 0, 0

    def received():
        if routed:
            recv()
        return len(recv())

    while received():
        pass
    before["bind"] = used()
    while received():
        if count == 0:
            started = clock()
        count += 1
    elapsed = clock() - started if count else 0
    print("messages", max(0, count - 1))
    print("elapsed", elapsed)
    after["bind"] = used()
    if not alone:
        open(done_file, "w").close()


def send_for(send, data, length):
    batch = range(64 if size < 4096 else 1)
    end = clock() + length
    while True:
        for _ in batch:
            send(data)
        if clock() >= end:
            return


def send_all(side):
    data = bytes(size)
    if pattern == "pub-sub":
        side.recv()
    send_for(side.send, data, warm_up)
    side.send(b"")
    before["connect"] = used()
    send_for(side.send, data, duration)
    side.send(b"")
    while not alone and not os.path.exists(done_file):
        time.sleep(0.001)
    after["connect"] = used()


def echo_all(side):
    recv, send = side.recv, side.send

    def echoed():
        if routed:
            send(recv(), zmq.SNDMORE)
        data = recv()
        send(data)
        return len(data)

    while echoed():
        pass
    before["bind"] = used()
    while echoed():
        pass
    after["bind"] = used()


def turn_all(side):
    recv, send, data, count = side.recv, side.send, bytes(size), 0
    end = clock() + warm_up
    while True:
        send(data)
        recv()
        if clock() >= end:
            break
    send(b"")
    recv()
    before["connect"] = used()
    send(data)
    recv()
    started = at = clock()
    end = at + duration
    while at < end:
        send(data)
        recv()
        now = clock()
        bucket = bucket_of(now - at)
        buckets[bucket] = buckets.get(bucket, 0) + 1
        at = now
        count += 1
    print("messages", count)
    print("elapsed", at - started)
    after["connect"] = used()
    send(b"")
    recv()


def connected():
    side = open_side(False)
    (turn_all if latency else send_all)(side)
    side.close()


def tell_loaded():
    try:
        with open("/proc/self/maps") as maps:
            for line in maps:
                path = line[line.find("/"):].rstrip("\n")
                if "/" in line and os.path.basename(path).startswith("libzmq") and ".so" in path:
                    print("loaded zmq_version", path)
                    return
    except OSError:
        pass


def tell_side(name):
    # Both sides in one process: each is a thread, and not every system tells a thread's use.
    if alone and not hasattr(resource, "RUSAGE_THREAD"):
        return
    user, system, voluntary, involuntary = (b - a for a, b in zip(before[name], after[name]))
    print("side", name, round(user * 1e6), round(system * 1e6), peak_memory(), voluntary, involuntary)


print("version libzmq", zmq.zmq_version())
print("version pyzmq", zmq.__version__)
print("version python", platform.python_version())
tell_loaded()
if binds:
    side = open_side(True)
    print("endpoint", side.getsockopt(zmq.LAST_ENDPOINT).rstrip(b"\0").decode(), flush=True)
    if alone:
        peer = threading.Thread(target=connected)
        peer.start()
    (echo_all if latency else receive_all)(side)
    side.close()
    if alone:
        peer.join()
else:
    connected()
context.term()
if connects:
    for bucket in sorted(buckets):
        print("bucket", bucket, buckets[bucket])
if binds:
    tell_side("bind")
if connects:
    tell_side("connect")
`;
