#!/usr/bin/env bash
# Mutates lib/, or a folder of it: `npm run mutations -- checks`.
set -euo pipefail
export MUTATED="${1:-}"
export FC_RUNS=0 # no random values
npm run --silent build # test/defaults.test.ts reads the assembly
exec npx stryker run test/mutation/stryker.config.mjs
