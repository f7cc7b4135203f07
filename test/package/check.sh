#!/usr/bin/env bash
# Packs the library, installs it into an empty cdk8s TypeScript app, and synthesizes the README's lines there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

npm pack --silent --pack-destination "$folder" "$here" >/dev/null
cd "$folder"
version() { node -p "require('$here/package.json').devDependencies['$1']"; }
echo '{ "name": "empty", "private": true }' >package.json
npm install --silent --no-audit --no-fund ./cdk8s-elixir-*.tgz "cdk8s@$(version cdk8s)" "cdk8s-plus-27@$(version cdk8s-plus-27)" \
  "constructs@$(version constructs)" "typescript@$(version typescript)" "ts-node@$(version ts-node)" "@types/node@$(version @types/node)"
awk '/^```ts$/ {on = 1; next} /^```$/ {on = 0} on' "$here/README.md" >main.ts
sed -e "s/import { App, Chart } from 'cdk8s';/import { Chart } from 'cdk8s';\nimport { FastApp } from 'cdk8s-elixir\/app';/" \
  -e 's/new App()/new FastApp()/' main.ts >fast.ts
grep -q 'new FastApp()' fast.ts
cat >tsconfig.json <<'JSON'
{ "compilerOptions": { "target": "ES2022", "module": "CommonJS", "moduleResolution": "node10", "ignoreDeprecations": "6.0", "strict": true,
  "lib": ["ES2022"], "types": ["node"] }, "include": ["*.ts"] }
JSON
npx tsc --noEmit -p . # with the declarations of the package as they are, not skipped
npx tsc --noEmit -p . --module Node16 --moduleResolution Node16
npx ts-node --transpile-only main.ts
diff dist/chat.k8s.yaml "$here/dist/hello-phoenix/production.k8s.yaml"
printf 'app: npx cdk8s-elixir --help\noutput: dist\n' >cdk8s.yaml
npx cdk8s-elixir synth --app 'npx ts-node --transpile-only main.ts' >/dev/null
diff dist/chat.k8s.yaml "$here/dist/hello-phoenix/production.k8s.yaml"

# The fast App, from its subpath: the same files, and nothing else of the library is loaded.
CDK8S_OUTDIR=fast npx ts-node --transpile-only fast.ts
diff fast/chat.k8s.yaml "$here/dist/hello-phoenix/production.k8s.yaml"
node -e '
  require("cdk8s-elixir/app");
  const files = Object.keys(require.cache).filter((file) => file.includes("node_modules/cdk8s-elixir/"));
  if (!/^\S+\/build\/bundle\/app\/index\.js$/.test(files.join(" "))) throw new Error(`cdk8s-elixir/app loads ${files}`);'
echo "the packed library synthesizes the README's lines in an empty app"
