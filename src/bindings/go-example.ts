/** go.mod and main.go of a project that sends a request over goczmq and prints what it received. */
export const exampleModule = (module: string, version: string): string => `module goczmq-example

go 1.16

require ${module} ${version}
`;

export const exampleProgram = (module: string): string => `// A request and its answer over ZeroMQ: go run .
package main

import (
	"fmt"
	"log"

	"${module}"
)

func main() {
	server := goczmq.NewSock(goczmq.Rep, goczmq.SockSetRcvtimeo(5000))
	defer server.Destroy()
	port, err := server.Bind("tcp://127.0.0.1:*")
	if err != nil {
		log.Fatal(err)
	}
	client, err := goczmq.NewReq(fmt.Sprintf("tcp://127.0.0.1:%d", port), goczmq.SockSetRcvtimeo(5000))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Destroy()

	if err := client.SendFrame([]byte("Hello"), goczmq.FlagNone); err != nil {
		log.Fatal(err)
	}
	question, err := server.RecvMessage()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("server received %q\\n", question[0])
	if err := server.SendFrame([]byte("World"), goczmq.FlagNone); err != nil {
		log.Fatal(err)
	}
	answer, err := client.RecvMessage()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("client received %q\\n", answer[0])
}
`;
