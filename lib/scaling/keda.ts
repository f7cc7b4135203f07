import { Duration } from 'cdk8s';
import type { ScaledObjectProps, TriggerAuthenticationProps } from '../../imports/keda.sh';
import { Refusal } from '../errors/refusal';
import { seconds } from '../kubernetes/quantities';
import { checkBounds } from './bounds';
import { behaviorOf } from './horizontal';
import type { IScaling, ScalingTarget } from './i-scaling';
import type { ScalingRate } from './scaling-rate';
import { RESOURCE_TRIGGERS, type ScalingTrigger } from './scaling-trigger';

/** Options for `Scaling.keda`. */
export interface KedaScalingOptions {
  /** Least number of pods; 0 stops a worker as a whole while nothing is to do. */
  readonly min: number;

  /** Greatest number of pods. */
  readonly max: number;

  /** What decides the number of pods between them. */
  readonly triggers: ScalingTrigger[];

  /**
   * Time between two looks at the triggers while there is no pod. Only with `min` 0: beyond the first pod the
   * HorizontalPodAutoscaler looks every 15 seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly pollingInterval?: Duration;

  /**
   * Time without work after which the last pod goes. Only with `min` 0.
   *
   * @default Duration.minutes(5)
   */
  readonly cooldown?: Duration;

  /**
   * Pace at which pods are removed.
   *
   * @default - one pod a minute, by the greatest number of pods that the last five minutes asked for
   */
  readonly scaleDown?: ScalingRate;

  /**
   * Pace at which pods are added.
   *
   * @default - that of Kubernetes: at once, up to twice as many or four more every 15 seconds
   */
  readonly scaleUp?: ScalingRate;
}

/** ScaledObject, as KEDA's own JSON. */
type ScaledObject = ScaledObjectProps & { readonly apiVersion: string; readonly kind: 'ScaledObject' };

/** TriggerAuthentication, as KEDA's own JSON. */
type TriggerAuthentication = TriggerAuthenticationProps & {
  readonly apiVersion: string;
  readonly kind: 'TriggerAuthentication';
};

const API_VERSION = 'keda.sh/v1alpha1';

/**
 * Scaler by KEDA.
 *
 * Source: https://keda.sh/docs/latest/reference/scaledobject-spec/
 */
export function kedaScaling(options: KedaScalingOptions): IScaling {
  const property = 'Scaling.keda';
  const { min, max, triggers } = options;
  checkBounds(property, options, 0);
  if (triggers.length === 0) throw noTrigger(`${property}.triggers`);
  if (min === 0 && triggers.every(isResource)) throw neverStarts(`${property}.min`);
  const times = timesOf(property, options);
  const behavior = behaviorOf(property, options);
  return {
    kind: 'keda',
    minReplicas: min,
    maxReplicas: max,
    byCpu: triggers.some(({ _type }) => _type === 'cpu'),
    byMemory: triggers.some(({ _type }) => _type === 'memory'),
    manifests: (target) => {
      const secrets = triggers.map((trigger) => secretsOf(trigger, target));
      const scaled: ScaledObject = {
        apiVersion: API_VERSION,
        kind: 'ScaledObject',
        metadata: { name: target.name, labels: { ...target.labels } },
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: target.kind, name: target.name },
          minReplicaCount: min,
          maxReplicaCount: max,
          ...times,
          advanced: { horizontalPodAutoscalerConfig: { ...autoscalerName(target.name), behavior } },
          triggers: triggers.map((trigger, index) => ({
            type: trigger._type,
            ...(isResource(trigger) ? { metricType: 'Utilization' } : {}),
            metadata: { ...trigger._metadata, ...(isResource(trigger) ? { containerName: target.name } : {}) },
            ...(secrets[index].length > 0 ? { authenticationRef: { name: authenticationName(target, index) } } : {}),
          })),
        },
      };
      return [scaled, ...secrets.flatMap((parameters, index) => authentication(target, index, parameters))];
    },
  };
}

/**
 * Name of the HorizontalPodAutoscaler that KEDA makes, where its own, `keda-hpa-NAME`, would be too long: its webhook
 * refuses more than 63 characters.
 */
function autoscalerName(name: string): { readonly name?: string } {
  return `keda-hpa-${name}`.length > 63 ? { name } : {};
}

/** Times between none and the first pod: with a pod at least, the HorizontalPodAutoscaler keeps its own. */
function timesOf(property: string, options: KedaScalingOptions): Partial<ScaledObject['spec']> {
  if (options.min > 0) {
    for (const time of ['pollingInterval', 'cooldown'] as const) {
      if (options[time] !== undefined) throw noEffect(`${property}.${time}`, options.min);
    }
    return {};
  }
  const { pollingInterval = Duration.seconds(30), cooldown = Duration.minutes(5) } = options;
  return {
    pollingInterval: seconds(`${property}.pollingInterval`, pollingInterval, 1),
    cooldownPeriod: seconds(`${property}.cooldown`, cooldown),
  };
}

function noEffect(property: string, min: number): Refusal {
  return new Refusal({
    property,
    kind: 'given with a min above 0',
    why: `with ${min} pods at least KEDA never starts the first one or stops the last one, and warns of the field`,
    allowed: 'given with min: 0',
    fix: 'remove it; the pace beyond the first pod is scaleUp and scaleDown',
  });
}

/** Whether a trigger is measured of the pods that run: the metrics of their container. */
function isResource({ _type }: ScalingTrigger): boolean {
  return RESOURCE_TRIGGERS.includes(_type);
}

/** Parameter of a scaler, and the key of the Secret that holds it. */
interface Parameter {
  readonly parameter: string;
  readonly name: string;
  readonly key: string;
}

function secretsOf({ _secrets }: ScalingTrigger, { databaseUrl }: ScalingTarget): Parameter[] {
  return Object.entries(_secrets).map(([parameter, given]) => {
    const secret = given ?? databaseUrl;
    if (secret === undefined) throw noDatabase();
    return { parameter, name: secret.secretName, key: secret.key };
  });
}

function authenticationName({ name }: ScalingTarget, index: number): string {
  return index === 0 ? name : `${name}-${index + 1}`;
}

function authentication(target: ScalingTarget, index: number, secretTargetRef: Parameter[]): TriggerAuthentication[] {
  if (secretTargetRef.length === 0) return [];
  const metadata = { name: authenticationName(target, index), labels: { ...target.labels } };
  return [{ apiVersion: API_VERSION, kind: 'TriggerAuthentication', metadata, spec: { secretTargetRef } }];
}

function noTrigger(property: string): Refusal {
  return new Refusal({
    property,
    value: [],
    why: 'without a trigger nothing is scaled',
    allowed: 'one trigger or more',
    fix: "for example [ScalingTrigger.obanQueue('default', { jobsPerPod: 50 })]",
  });
}

function neverStarts(property: string): Refusal {
  return new Refusal({
    property,
    value: 0,
    why: 'CPU and memory are measured of pods that run, so that none would ever start again',
    allowed: '1 or more, or a further trigger',
    fix: 'raise min, or add a trigger from outside of the pods',
  });
}

function noDatabase(): Refusal {
  return new Refusal({
    property: 'scaling.triggers.databaseUrl',
    value: undefined,
    why: 'KEDA asks the database, and nothing says where it is',
    allowed: 'a key of an existing Secret',
    fix: 'set `databaseUrl` on the release, or on the trigger',
  });
}
