#!/usr/bin/env bash
# Uses the packed library as apps do, each in a folder of its own and all at once: the kinds of modules, of resolution and of
# package managers, the Node versions, the oldest peers, every cdk8s-plus, and jsii's kernel.
#
# usage: consumers.sh TARBALL APP EXPECTED
#   TARBALL   the packed library
#   APP       an app with it that is installed: main.ts, tsconfig.json
#   EXPECTED  what the app renders
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
packed=$1 app=$2 expected=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

NODES='22.23.3 24.21.0'
PLUS='27@2.9.5 28@2.5.6 29@2.6.0 30@2.4.10 31@2.6.43 32@2.5.92 33@2.5.57 34@2.0.54'
version_of() { node -p "require('$here/node_modules/$1/package.json').version"; }
TOOLS="typescript@$(version_of typescript) @types/node@20"
OLDEST='cdk8s@2.68.0 constructs@10.3.0 cdk8s-plus-27@2.7.1'

add() { npm install --silent --no-audit --no-fund --prefer-offline "$@"; }
# A folder with the app's files and nothing installed.
fresh() {
  mkdir -p "$work/$1"
  cd "$work/$1"
  echo '{ "private": true }' >package.json
  cp "$app/main.ts" "$app/tsconfig.json" .
}
same() { diff "$1" "$expected"; }
run() { CDK8S_OUTDIR=$1 node -r cdk8s-elixir/register main.ts && same "$1/chat.k8s.yaml"; }


nodes() {
  local version
  for version in '' $NODES; do
    fresh "node-${version:-own}"
    ln -s "$app/node_modules" node_modules
    cp "$here"/test/package/consumer/names.* .
    mv names.mts names.mjs
    if [ -n "$version" ]; then
      mkdir bin
      add --prefix bin "node@$version"
      PATH=$PWD/bin/node_modules/node/bin:$PATH
      [ "$(node --version)" = "v$version" ]
    fi
    node names.cjs
    node names.mjs
    run out
    npx cdk8s-elixir synth --quiet --output synth --app 'node -r cdk8s-elixir/register main.ts'
    same synth/chat.k8s.yaml
  done
  # The newest reads TypeScript strictly, which the tests on an older one leave out.
  cd "$here"
  node node_modules/.bin/jest -w 1 test/command/register.test.ts 2>&1
}

resolutions() {
  fresh resolutions
  ln -s "$app/node_modules" node_modules
  cp "$here/test/package/consumer/names.mts" .
  npx tsc --noEmit -p . --module nodenext --moduleResolution nodenext
  npx tsc --noEmit -p . --module esnext --moduleResolution bundler
  npx tsc --noEmit -p . --module preserve
}

runners() {
  fresh runners
  add "$packed" cdk8s constructs tsx@4.23.15 "ts-node@$(version_of ts-node)" $TOOLS
  CDK8S_OUTDIR=tsx npx tsx main.ts && same tsx/chat.k8s.yaml
  CDK8S_OUTDIR=ts-node npx ts-node main.ts && same ts-node/chat.k8s.yaml
}

manager() {
  fresh "$1"
  npx --yes "$1@$2" add "$packed" cdk8s constructs
  run out
}

# The library with the oldest peers renders what it renders with the newest, and its types hold.
oldest() {
  fresh oldest
  add "$packed" $OLDEST $TOOLS
  cp "$here/test/package/consumer/values.ts" .
  npx tsc --noEmit -p .
  run out
  cp -r "$here/apps" .
  CDK8S_OUTDIR=apps-out node -r cdk8s-elixir/register apps/main.ts
  diff -r apps-out "$here/dist"
  sed -e "s/import { App, Chart } from 'cdk8s';/import { Chart } from 'cdk8s';\nimport { FastApp } from 'cdk8s-elixir\/app';/" \
    -e 's/new App()/new FastApp()/' -i main.ts
  grep -q 'new FastApp()' main.ts
  run fast
  node -r cdk8s-elixir/register values.ts >"$work/oldest.yaml"
}

# Values of each cdk8s-plus have the types and render the same.
plus() {
  fresh plus
  add "$packed" cdk8s constructs $TOOLS $(printf 'cdk8s-plus-%s ' $PLUS)
  local one
  for one in $PLUS; do
    sed "s/'cdk8s-plus-27'/'cdk8s-plus-${one%@*}'/" "$here/test/package/consumer/values.ts" >"values-${one%@*}.ts"
  done
  npx tsc --noEmit -p .
  for one in $PLUS; do node -r cdk8s-elixir/register "values-${one%@*}.ts" >"values-${one%@*}.yaml"; done
  for one in $PLUS; do diff values-27.yaml "values-${one%@*}.yaml"; done
  [ "$(grep -c '^kind: ' values-27.yaml)" -gt 5 ]
  cp values-27.yaml "$work/newest.yaml"
}

# What other languages send through jsii's kernel is taken and refused as from TypeScript.
languages() {
  fresh languages
  add @jsii/kernel@1.22.0
  local one
  for one in constructs cdk8s cdk8s-plus-27; do npm pack --silent --ignore-scripts "$here/node_modules/$one" >/dev/null; done
  cp "$here/test/package/consumer/kernel.cjs" .
  node kernel.cjs constructs-*.tgz cdk8s-2*.tgz cdk8s-plus-*.tgz "$packed"
}

began=$SECONDS
declare -A jobs=()
start() {
  local name=$1
  shift
  (set -e; "$@"; echo "$((SECONDS - began)) s" >"$work/$name.took") >"$work/$name.log" 2>&1 &
  jobs[$name]=$!
}
start nodes nodes
start resolutions resolutions
start runners runners
start pnpm manager pnpm 12.21.0
start yarn manager yarn 1.22.22
start oldest oldest
start plus plus
start languages languages
failed=0
for name in "${!jobs[@]}"; do
  if wait "${jobs[$name]}"; then
    echo "$name: $(cat "$work/$name.took")"
  else
    failed=1
    echo "$name FAILED"
    cat "$work/$name.log"
  fi
done
[ $failed = 0 ]
diff "$work/oldest.yaml" "$work/newest.yaml"
echo "apps with the packed library render the same"
