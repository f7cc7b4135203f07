// Reads texts of YAML as kubectl does before it sends them to the API server, and prints what it would send.
//
// It takes a JSON list of texts, and prints a line of JSON for each: the documents in it, and why the rest is refused.
package main

import (
	"encoding/json"
	"errors"
	"io"
	"log"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/util/yaml"
)

type answer struct {
	Documents []json.RawMessage `json:"documents"`
	Error     string            `json:"error,omitempty"`
}

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		log.Fatal(err)
	}
	answers := json.NewEncoder(os.Stdout)
	for _, text := range texts {
		if err := answers.Encode(read(text)); err != nil {
			log.Fatal(err)
		}
	}
}

func read(text string) answer {
	// 4096 bytes are what kubectl looks at to tell JSON from YAML: k8s.io/cli-runtime/pkg/resource/visitor.go
	decoder := yaml.NewYAMLOrJSONDecoder(strings.NewReader(text), 4096)
	all := answer{Documents: []json.RawMessage{}}
	for {
		var document json.RawMessage
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			all.Error = err.Error()
			return all
		}
		all.Documents = append(all.Documents, document)
	}
}
