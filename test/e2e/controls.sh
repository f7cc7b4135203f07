#!/usr/bin/env bash
# Leaves out one fault after the other (E2E_WITHOUT), and succeeds only where the checks that need it fail, and for that
# reason: a check that would pass without its fault proves nothing.
#
#     npm run e2e:controls            # all of them
#     npm run e2e:controls -- freeze  # those of some faults
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
: "${KUBECONFIG:?must name a cluster}"
export E2E_RESULTS=none E2E_RETRIES=0

# fault | topic | part of the check's sentence | what it has to say when it fails
controls='
delete     | faults     | after a pod was deleted               | of the pods of a whole cluster the one that was deleted: 1
delete     | membership | start at once: dnsCluster             | of the pods before a cold start, dnsCluster: 3
kill       | faults     | VM of a pod was killed                | not in 60 s: .* is restarted
memory     | faults     | outgrows its memory                   | not in 60 s: .* is restarted
drain      | faults     | while a node is drained               | on a node that was drained: [1-9]
cut        | faults     | while a node is cut off               | a pod of a cut node, from another: open
freeze     | faults     | costs no cluster a connection         | those that time out: 0
freeze     | faults     | costs no cluster a connection         | look-ups of 3 pods that fail while the API server .*: 0
dns        | faults     | DNS out of reach .* dnsCluster        | while DNS is out of reach, dnsCluster: answers answers
dns        | faults     | DNS out of reach .* kubernetesDns     | connections lost while DNS is out of reach, kubernetesDns: 0
disconnect | membership | made again: Epmd                      | ends of connections that were lost on purpose: 0
policy     | membership | may reach the DNS and each other alone | from a pod that may reach the DNS alone: open
policy     | isolation  | another cookie                        | nodes that an intruder is connected to: outside-the-policy: [1-9]
policy     | isolation  | scan of a member .* one port          | ports that a stranger reaches: one port: .*4370
policy     | isolation  | where a namespace denies everything   | a pod that no policy names is reached: true
'

trim() { sed 's/^ *//; s/ *$//' <<<"$1"; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
ran=0
bad=0
while IFS='|' read -r fault topic sentence reason; do
  fault=$(trim "$fault") topic=$(trim "$topic") sentence=$(trim "$sentence") reason=$(trim "$reason")
  [ -n "$fault" ] || continue
  [ $# -eq 0 ] || [[ " $* " == *" $fault "* ]] || continue
  ran=$((ran + 1))
  if E2E_WITHOUT=$fault npx jest -c test/e2e/jest.config.js "$topic\.e2e" -t "$sentence" </dev/null >"$log" 2>&1; then
    verdict='PASSED without it, or did not run'
  elif grep -Eq "$reason" "$log"; then
    verdict='fails, as it has to'
  else
    verdict='fails, but FOR ANOTHER REASON'
    sed 's/^/    /' "$log"
  fi
  [ "$verdict" = 'fails, as it has to' ] || bad=$((bad + 1))
  printf '%-10s  %-10s  %s: %s\n' "$fault" "$topic" "$sentence" "$verdict"
  grep -Em1 "$reason" "$log" | sed 's/^ */                        /'
done <<<"$controls"

echo "$ran checks without their fault, $bad of them not as they have to be"
[ "$ran" -gt 0 ] && [ "$bad" -eq 0 ]
