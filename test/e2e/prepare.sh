#!/usr/bin/env bash
# Builds the release of test/e2e/app and makes it an image of the cluster, under two tags.
#
# E2E_CLUSTER_COMMAND  a command with `image NAME:TAG FOLDER`; without it: docker build and `kind load docker-image`
# E2E_KIND_CLUSTER     the name of the kind cluster (kind)
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tags=(local/hello:1 local/hello:2)

if [ -z "${E2E_CLUSTER_COMMAND:-}" ]; then
  docker build --tag "docker.io/${tags[0]}" "$here/app"
  docker tag "docker.io/${tags[0]}" "docker.io/${tags[1]}"
  for tag in "${tags[@]}"; do kind load docker-image --name "${E2E_KIND_CLUSTER:-kind}" "docker.io/$tag"; done
  exit
fi

"$here/elixir.sh"
(cd "$here/app" && MIX_ENV=prod mix release --overwrite --quiet)
for tag in "${tags[@]}"; do "$E2E_CLUSTER_COMMAND" image "$tag" "$here/app/_build/prod/rel/hello"; done
