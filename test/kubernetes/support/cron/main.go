// Schedules as the API server parses them: robfig/cron's ParseStandard. Reads a list of texts as JSON, and writes for each
// whether it is taken.
package main

import (
	"encoding/json"
	"os"

	"github.com/robfig/cron/v3"
)

func main() {
	var schedules []string
	if err := json.NewDecoder(os.Stdin).Decode(&schedules); err != nil {
		panic(err)
	}
	taken := make([]bool, len(schedules))
	for index, schedule := range schedules {
		_, err := cron.ParseStandard(schedule)
		taken[index] = err == nil
	}
	if err := json.NewEncoder(os.Stdout).Encode(taken); err != nil {
		panic(err)
	}
}
