#!/usr/bin/env bash
# Packs the library and runs the README's lines as they stand in an empty folder; the packed library stands for its name.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export CDK8S_CHECK_UPGRADE=false # the upgrade check of cdk8s-cli asks the network
expected=$here/dist/hello-phoenix/production.k8s.yaml

npm pack --silent --pack-destination "$folder" "$here" >/dev/null
packed=$(echo "$folder"/cdk8s-elixir-*.tgz)
cd "$here"
npx publint run --strict "$packed"
npx attw --quiet --exclude-entrypoints .jsii -- "$packed"
mkdir "$folder/app"
cd "$folder/app"

# The README's section on commands, from where it speaks of an app of one's own.
section() { awk '/^## Commands/ {on = 1; next} /^## / {on = 0} on' "$here/README.md" | awk '/^In an app of your own/ {on = 1} on'; }
# What stands first in a fence of a language.
fenced() { awk -v fence="^\`\`\`$1\$" '$0 ~ fence && !seen {on = 1; seen = 1; next} /^```$/ {on = 0} on'; }
# The indented lines, which are commands.
commands() { section | sed -n 's/^    //p'; }

commands | grep '^npm ' | while read -r line; do
  echo "$line"
  eval "${line/install cdk8s-elixir /install $packed }" </dev/null >"$folder/log" 2>&1 || { cat "$folder/log" && exit 1; }
done
fenced ts <"$here/README.md" >main.ts
section | fenced yaml >cdk8s.yaml
section | fenced json >tsconfig.json

# Whether the rendered app has a host, within half a minute.
renders() {
  for _ in $(seq 300); do
    ! grep -qs "$1" dist/chat.k8s.yaml || return 0
    sleep 0.1
  done
  cat "$folder/log"
  return 1
}

# Runs the command of `--watch`: it renders, and renders a save. A job of its own, so that npx's children end with it.
watches() {
  set -m
  eval "$1" </dev/null >"$folder/log" 2>&1 &
  watcher=$!
  set +m
  trap 'kill -- "-$watcher" 2>/dev/null; rm -rf "$folder"' EXIT
  renders chat.example.com
  sed -i.before 's/chat.example.com/saved.example.com/' main.ts
  renders saved.example.com
  mv main.ts.before main.ts
  kill -- "-$watcher"
  wait "$watcher" 2>/dev/null || true
  trap 'rm -rf "$folder"' EXIT
}

# A line that is missing from the README is missing here.
for wanted in 'npx cdk8s-elixir synth' 'npx cdk8s-elixir synth --watch' 'npx cdk8s synth' 'npx tsc --noEmit'; do
  commands | grep -qxF "$wanted" || { echo "the README does not say: $wanted" && exit 1; }
done
commands | grep '^npx ' >"$folder/lines"
while read -r line; do
  echo "$line"
  rm -rf dist
  case $line in
    *--watch) watches "$line" ;;
    *synth) eval "$line" </dev/null >"$folder/log" 2>&1 && diff dist/chat.k8s.yaml "$expected" || { cat "$folder/log" && exit 1; } ;;
    *) eval "$line" </dev/null ;;
  esac
done <"$folder/lines"

# The fast App, from its subpath: the same files, types by both of TypeScript's resolutions, nothing else is loaded.
sed -e "s/import { App, Chart } from 'cdk8s';/import { Chart } from 'cdk8s';\nimport { FastApp } from 'cdk8s-elixir\/app';/" \
  -e 's/new App()/new FastApp()/' main.ts >fast.ts
grep -q 'new FastApp()' fast.ts
npx tsc --noEmit
"$here/node_modules/.bin/tsc" --noEmit -p . --module CommonJS --moduleResolution node10 --ignoreDeprecations 6.0
CDK8S_OUTDIR=fast node -r cdk8s-elixir/register fast.ts
diff fast/chat.k8s.yaml "$expected"
node -e '
  require("cdk8s-elixir/app");
  const files = Object.keys(require.cache).filter((file) => file.includes("node_modules/cdk8s-elixir/"));
  if (!/^\S+\/build\/bundle\/app\/index\.js$/.test(files.join(" "))) throw new Error(`cdk8s-elixir/app loads ${files}`);'

"$here/test/package/consumers.sh" "$packed" "$folder/app" "$expected"
echo "the packed library and the README's lines work in an empty app"
