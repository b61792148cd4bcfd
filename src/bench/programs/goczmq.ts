/**
 * The measuring program in Go, over goczmq's SendFrame and RecvFrame. It takes the words and gives the answers of the
 * programs in C (harness.ts), by the same method.
 */
export const goczmqSource = String.raw`package main

/*
#cgo pkg-config: libczmq libzmq
#include <czmq.h>
*/
import "C"

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/zeromq/goczmq/v4"
)

var (
	alone, latency   bool
	pattern          string
	doneFile         string
	size             int
	warmUp, duration time.Duration
	highWaterMark    int
	buckets          [57*128 + 256]uint64
	before, after    [2]usage
	bind, connect    = 0, 1
	types            = map[string][2]int{
		"push-pull":     {goczmq.Pull, goczmq.Push},
		"pub-sub":       {goczmq.Sub, goczmq.XPub},
		"pair":          {goczmq.Pair, goczmq.Pair},
		"dealer-router": {goczmq.Router, goczmq.Dealer},
		"req-rep":       {goczmq.Rep, goczmq.Req},
	}
)

type usage struct{ user, system, voluntary, involuntary int64 }

func must(err error, what string) {
	if err != nil {
		fmt.Fprintln(os.Stderr, what+":", err)
		os.Exit(1)
	}
}

func used() usage {
	var from syscall.Rusage
	who := syscall.RUSAGE_SELF
	if alone && runtime.GOOS == "linux" {
		who = 1 // RUSAGE_THREAD
	}
	must(syscall.Getrusage(who, &from), "getrusage")
	return usage{from.Utime.Nano() / 1000, from.Stime.Nano() / 1000, int64(from.Nvcsw), int64(from.Nivcsw)}
}

// Linux keeps ru_maxrss over execve(2); VmHWM is our own.
func peakMemory() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err == nil {
		for _, line := range strings.Split(string(status), "\n") {
			words := strings.Fields(line)
			if len(words) > 1 && words[0] == "VmHWM:" {
				kib, _ := strconv.ParseInt(words[1], 10, 64)
				return kib * 1024
			}
		}
	}
	var from syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &from), "getrusage")
	if runtime.GOOS == "darwin" {
		return int64(from.Maxrss)
	}
	return int64(from.Maxrss) * 1024
}

func bucketOf(value uint64) int {
	shift := 0
	for value >= 256 {
		value >>= 1
		shift++
	}
	return shift*128 + int(value)
}

func open(role int, endpoint string) *goczmq.Sock {
	sock := goczmq.NewSock(types[pattern][role],
		goczmq.SockSetSndhwm(highWaterMark), goczmq.SockSetRcvhwm(highWaterMark), goczmq.SockSetLinger(-1))
	if pattern == "pub-sub" {
		if role == bind {
			sock.SetOption(goczmq.SockSetSubscribe(""))
		} else {
			sock.SetOption(goczmq.SockSetXPubNodrop(1))
		}
	}
	if role == bind {
		_, err := sock.Bind(endpoint)
		must(err, "Bind")
	} else {
		must(sock.Connect(endpoint), "Connect")
	}
	return sock
}

func receive(sock *goczmq.Sock) []byte {
	frame, _, err := sock.RecvFrame()
	must(err, "RecvFrame")
	return frame
}

func receiveBody(sock *goczmq.Sock) int {
	if pattern == "dealer-router" {
		receive(sock)
	}
	return len(receive(sock))
}

func send(sock *goczmq.Sock, data []byte) {
	must(sock.SendFrame(data, goczmq.FlagNone), "SendFrame")
}

func receiveAll(sock *goczmq.Sock) {
	for receiveBody(sock) != 0 {
	}
	before[bind] = used()
	count := 0
	var started time.Time
	for receiveBody(sock) != 0 {
		if count == 0 {
			started = time.Now()
		}
		count++
	}
	elapsed := int64(0)
	if count > 0 {
		elapsed = time.Since(started).Nanoseconds()
		count--
	}
	fmt.Printf("messages %d\nelapsed %d\n", count, elapsed)
	after[bind] = used()
	if !alone {
		must(os.WriteFile(doneFile, nil, 0o600), "WriteFile")
	}
}

func sendFor(sock *goczmq.Sock, data []byte, length time.Duration) {
	batch := 1
	if size < 4096 {
		batch = 64
	}
	for end := time.Now().Add(length); ; {
		for i := 0; i < batch; i++ {
			send(sock, data)
		}
		if !time.Now().Before(end) {
			return
		}
	}
}

func sendAll(sock *goczmq.Sock) {
	data := make([]byte, size)
	if pattern == "pub-sub" {
		receive(sock)
	}
	sendFor(sock, data, warmUp)
	send(sock, nil)
	before[connect] = used()
	sendFor(sock, data, duration)
	send(sock, nil)
	if !alone {
		for _, err := os.Stat(doneFile); err != nil; _, err = os.Stat(doneFile) {
			time.Sleep(time.Millisecond)
		}
	}
	after[connect] = used()
}

func echo(sock *goczmq.Sock) int {
	if pattern == "dealer-router" {
		must(sock.SendFrame(receive(sock), goczmq.FlagMore), "SendFrame")
	}
	data := receive(sock)
	send(sock, data)
	return len(data)
}

func echoAll(sock *goczmq.Sock) {
	for echo(sock) != 0 {
	}
	before[bind] = used()
	for echo(sock) != 0 {
	}
	after[bind] = used()
}

func turnAll(sock *goczmq.Sock) {
	data := make([]byte, size)
	turn := func(out []byte) {
		send(sock, out)
		receive(sock)
	}
	for end := time.Now().Add(warmUp); ; {
		turn(data)
		if !time.Now().Before(end) {
			break
		}
	}
	turn(nil)
	before[connect] = used()
	turn(data)
	started := time.Now()
	at, count := time.Duration(0), 0
	for at < duration {
		turn(data)
		next := time.Since(started)
		buckets[bucketOf(uint64(next-at))]++
		at = next
		count++
	}
	fmt.Printf("messages %d\nelapsed %d\n", count, at.Nanoseconds())
	after[connect] = used()
	turn(nil)
}

func connected(endpoint string) {
	sock := open(connect, endpoint)
	if latency {
		turnAll(sock)
	} else {
		sendAll(sock)
	}
	sock.Destroy()
}

func tellVersions() {
	var major, minor, patch C.int
	C.zmq_version(&major, &minor, &patch)
	fmt.Printf("version libzmq %d.%d.%d\n", major, minor, patch)
	C.zsys_version(&major, &minor, &patch)
	fmt.Printf("version czmq %d.%d.%d\n", major, minor, patch)
	fmt.Println("version go", strings.TrimPrefix(runtime.Version(), "go"))
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			if strings.HasPrefix(module.Path, "github.com/zeromq/goczmq") {
				fmt.Println("version goczmq", strings.TrimPrefix(module.Version, "v"))
			}
		}
	}
}

func tellLoaded() {
	maps, err := os.Open("/proc/self/maps")
	if err != nil {
		return
	}
	defer maps.Close()
	told := map[string]bool{}
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		at := strings.IndexByte(lines.Text(), '/')
		if at < 0 {
			continue
		}
		path := lines.Text()[at:]
		name := path[strings.LastIndexByte(path, '/')+1:]
		for library, symbol := range map[string]string{"libzmq": "zmq_version", "libczmq": "zframe_send"} {
			if strings.HasPrefix(name, library+".so") && !told[library] {
				told[library] = true
				fmt.Println("loaded", symbol, path)
			}
		}
	}
}

func tellSide(name string, role int) {
	// Both sides in one process: each is a thread, and not every system tells a thread's use.
	if alone && runtime.GOOS != "linux" {
		return
	}
	fmt.Println("side", name, after[role].user-before[role].user, after[role].system-before[role].system, peakMemory(),
		after[role].voluntary-before[role].voluntary, after[role].involuntary-before[role].involuntary)
}

func number(word string) int {
	value, err := strconv.Atoi(word)
	must(err, word)
	return value
}

func main() {
	if len(os.Args) != 11 {
		os.Exit(2)
	}
	alone = os.Args[1] == "both"
	binds := alone || os.Args[1] == "bind"
	connects := alone || !binds
	latency = os.Args[2] == "latency"
	pattern = os.Args[3]
	endpoint := os.Args[4]
	size = number(os.Args[5])
	warmUp = time.Duration(number(os.Args[6])) * time.Millisecond
	duration = time.Duration(number(os.Args[7])) * time.Millisecond
	highWaterMark = number(os.Args[8])
	doneFile = os.Args[10]
	time.AfterFunc(time.Duration(number(os.Args[9]))*time.Second, func() { os.Exit(142) })
	tellVersions()
	tellLoaded()
	runtime.LockOSThread()
	if binds {
		sock := open(bind, endpoint)
		fmt.Println("endpoint", goczmq.LastEndpoint(sock))
		ended := make(chan bool)
		if alone {
			go func() {
				runtime.LockOSThread()
				connected(endpoint)
				close(ended)
			}()
		}
		if latency {
			echoAll(sock)
		} else {
			receiveAll(sock)
		}
		sock.Destroy()
		if alone {
			<-ended
		}
	} else {
		connected(endpoint)
	}
	goczmq.Shutdown()
	if connects {
		for i, count := range buckets {
			if count != 0 {
				fmt.Println("bucket", i, count)
			}
		}
	}
	if binds {
		tellSide("bind", bind)
	}
	if connects {
		tellSide("connect", connect)
	}
}
`;
