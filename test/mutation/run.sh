#!/usr/bin/env bash
# Mutates lib/, or a folder of it: `npm run mutations -- checks`.
set -euo pipefail
export MUTATED="${1:-}"
exec npx stryker run test/mutation/stryker.config.mjs
