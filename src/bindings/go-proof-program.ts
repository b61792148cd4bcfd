/**
 * A Go program that proves goczmq: it is built with cgo against the installed headers, and answers in the lines of
 * src/verify/program.ts. The library's own version comes from a call of the C function, the files from proc_pid_maps(5).
 */
export const goProofProgram = (module: string): string => `package main

/*
#cgo pkg-config: libczmq libzmq
#include <czmq.h>
*/
import "C"

import (
	"bufio"
	"fmt"
	"os"
	"path"
	"strings"

	"${module}"
)

func report(name string, err error) {
	if err != nil {
		fmt.Println("failed", name, err)
	} else {
		fmt.Println("passed", name)
	}
}

func loaded() {
	maps, err := os.Open("/proc/self/maps")
	if err != nil {
		return
	}
	defer maps.Close()
	seen := map[string]bool{}
	for lines := bufio.NewScanner(maps); lines.Scan(); {
		at := strings.Index(lines.Text(), "/")
		if at < 0 {
			continue
		}
		file := lines.Text()[at:]
		name := strings.SplitN(path.Base(file), ".", 2)[0]
		if (name == "libczmq" || name == "libzmq") && !seen[file] {
			seen[file] = true
			fmt.Println("loaded", name, file)
		}
	}
}

func requested() error {
	server := goczmq.NewSock(goczmq.Rep, goczmq.SockSetRcvtimeo(5000))
	defer server.Destroy()
	port, err := server.Bind("tcp://127.0.0.1:*")
	if err != nil {
		return err
	}
	client, err := goczmq.NewReq(fmt.Sprintf("tcp://127.0.0.1:%d", port), goczmq.SockSetRcvtimeo(5000))
	if err != nil {
		return err
	}
	defer client.Destroy()
	if err := client.SendFrame([]byte("hello"), goczmq.FlagNone); err != nil {
		return err
	}
	question, err := server.RecvMessage()
	if err != nil {
		return err
	}
	if err := server.SendFrame(append(question[0], " world"...), goczmq.FlagNone); err != nil {
		return err
	}
	answer, err := client.RecvMessage()
	if err == nil && string(answer[0]) != "hello world" {
		err = fmt.Errorf("received %q", answer)
	}
	return err
}

func pushed() error {
	pull, err := goczmq.NewPull("inproc://goczmq-proof", goczmq.SockSetRcvtimeo(5000))
	if err != nil {
		return err
	}
	defer pull.Destroy()
	push, err := goczmq.NewPush("inproc://goczmq-proof")
	if err != nil {
		return err
	}
	defer push.Destroy()
	if err := push.SendMessage([][]byte{[]byte("first"), []byte("second")}); err != nil {
		return err
	}
	got, err := pull.RecvMessage()
	if err == nil && (len(got) != 2 || string(got[0]) != "first" || string(got[1]) != "second") {
		err = fmt.Errorf("received %q", got)
	}
	return err
}

func main() {
	var major, minor, patch C.int
	C.zsys_version(&major, &minor, &patch)
	fmt.Printf("header %d.%d.%d\\n", C.CZMQ_VERSION_MAJOR, C.CZMQ_VERSION_MINOR, C.CZMQ_VERSION_PATCH)
	fmt.Printf("library %d.%d.%d\\n", major, minor, patch)
	loaded()
	report("req-rep tcp", requested())
	report("push-pull inproc", pushed())
}
`;
