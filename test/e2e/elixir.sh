#!/usr/bin/env bash
# Installs Elixir from Debian's packages, where there is none.
set -euo pipefail

! command -v mix >/dev/null || exit 0
apt-get update -qq
packages=(elixir erlang-dev erlang-eunit erlang-inets erlang-mnesia erlang-ssl erlang-tools erlang-xmerl)
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
