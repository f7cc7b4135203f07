import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Refusal } from '../errors/refusal';

/** Something that a release refers to. */
export interface Referred {
  /** The property that refers to it. */
  readonly property: string;
  readonly construct: Construct & { readonly name: string };
  readonly why: string;
}

/** Refuses a reference into another namespace: pods find what it makes in their own only. */
export function checkSameNamespace(release: Construct, { property, construct, why }: Referred): void {
  const own = Chart.of(release).namespace;
  const other = Chart.of(construct).namespace;
  if (own === other) return;
  throw new Refusal({
    property,
    value: `"${construct.name}" in namespace "${other ?? ''}", release in "${own ?? ''}"`,
    why,
    allowed: 'the same namespace for both',
    fix: 'put both into one chart, or give both charts the same `namespace`',
  });
}

/** Refuses a chart without a namespace for what must name it. */
export function checkNamespace(namespace: string | undefined): void {
  if (namespace) return;
  throw new Refusal({
    property: 'namespace of the chart',
    value: namespace,
    why: 'the strategy asks the API server, and a RoleBinding must name the namespace of the ServiceAccount',
    allowed: 'a chart with a namespace',
    fix: "new Chart(app, 'chat', { namespace: 'chat' })",
  });
}
