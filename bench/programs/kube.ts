import { type ApiObject, App } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { program, report } from './arguments';
import { objects } from './objects';
import { services } from './services';

type Kube = new (scope: Construct, id: string, props: object) => ApiObject;

const UNIONS = ['maxSurge', 'maxUnavailable', 'targetPort', 'sizeLimit', 'tcpSocket.port', 'httpGet.port'];

const { count, oneChart, outdir } = program;
const app = new App({ outdir });
services(app, count, oneChart, (chart, name) => {
  for (const { kind, apiVersion: _, ...props } of objects(name)) {
    const Class = (k8s as unknown as { [name: string]: Kube })[`Kube${kind}`];
    new Class(chart, `${kind}-${props.metadata.name}`, union(props, '', '', kind === 'NetworkPolicy') as object);
  }
});
app.synth();
report();

/** The generated classes take IntOrString and Quantity as objects with a `value`. */
function union(value: unknown, key: string, parent: string, policy: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => union(item, '', key, policy));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name === 'clusterIP' ? 'clusterIp' : name,
        union(member, name, key, policy),
      ]),
    );
  }
  const quantity = parent === 'requests' || parent === 'limits';
  return quantity || UNIONS.includes(key) || UNIONS.includes(`${parent}.${key}`) || (policy && key === 'port')
    ? { value }
    : value;
}
