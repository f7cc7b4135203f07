/** Answers of the API server that depend on the cluster: docs/overrides.md lists them. */
const OF_CLUSTER: readonly RegExp[] = [
  /not configured (on this cluster|for dual-stack services)/,
  /failed to allocate (IP|requested|a )|is not in the valid range|provided (IP|port) .*(is already allocated|valid range)/,
  /^admission webhook "[^"]+" denied the request/, // KEDA's
];

/** Whether the API server refuses an object for something that only the cluster knows. */
export function ofCluster(message: string): boolean {
  return OF_CLUSTER.some((words) => words.test(message));
}

/** What a rule over the tree refuses at synth, where the API server refuses it too. */
export const IN_THE_TREE = /selector does not match its own pods' labels/;

/** Why synth refuses what the API server would take, by the words of the refusal. */
export const OWN_RULES: readonly { readonly reason: string; readonly words: RegExp }[] = [
  { reason: 'fields that the cluster writes', words: /the cluster decides it/ },
  { reason: 'an unknown field, which null would remove', words: /has no such field/ },
  { reason: '`$patch` in a place where it does nothing', words: /\$patch` is/ },
  { reason: 'an item with a name alone: its name is misspelt', words: /and a new one needs a (value|source)/ },
  { reason: 'what the schema wants and the API server fills in', words: /is not given/ },
  {
    reason: 'items of keyed lists that would be lost',
    words:
      /items of this list are (merged|told apart)|only one of them would stay|nothing would be removed|of which no two/,
  },
  { reason: 'an empty text where a value is meant', words: /` is ""/ },
  { reason: 'null in a list or a map', words: /` is null/ },
  { reason: 'options of Windows', words: /pods run on Linux/ },
  {
    reason: "the library's own rules: members, discovery, volumes that are mounted",
    words:
      /members of the cluster could no longer|say nothing|mounts the volume|no such (container|volume)|refer to it/,
  },
  {
    reason: 'what would leave a node alone, end a drain early, or send cookies in the open',
    words:
      /decides it for every member|does not find nodes of this form|by this label discovery finds|SIGKILL would come|cross the network in the open/,
  },
  { reason: 'a negative history of a StatefulSet', words: /revisionHistoryLimit` is -/ },
  {
    reason: 'values that a feature gate keeps the API server from reading',
    words:
      /(bindMountOptions|mode|podGroupName|schedulingGroup|protocol|[uU]ser|evictionResponders|healthCheck\w*|workloadRef|stopSignal|scheme|host)(\[\d+\]|\.\w+)*` is/,
  },
  {
    reason: 'values that it does not read beside others, or in a template, and that fail in the pod',
    words:
      /(sessionAffinityConfig|timeoutSeconds|externalName|serviceAccount|localhostProfile|hostname|subdomain|finalizers(\[\d+\])?|ownerReferences.*|terminationGracePeriodSeconds|image|secretRef.*|name|targetPort|spec|podSelector|kind|divisor)` is/,
  },
];
