import type { SecretKey } from '../secrets/existing-secret';

/** Workload that is scaled. */
export interface ScalingTarget {
  /** Name of the workload, of the release's container, and of the scaler's objects. */
  readonly name: string;

  /** Kind of the workload: `Deployment` or `StatefulSet`. */
  readonly kind: string;

  /** Labels of the scaler's objects. */
  readonly labels: { [key: string]: string };

  /**
   * Reference to the database's URL, where the release has one.
   *
   * @default - none
   */
  readonly databaseUrl?: SecretKey;
}

/**
 * Scaler of a workload: what decides the number of its pods. Make one with `Scaling`, or implement this for a scaler of
 * your own.
 */
export interface IScaling {
  /** Name in messages. */
  readonly kind: string;

  /** Least number of pods; 0 where the workload may stop as a whole. */
  readonly minReplicas: number;

  /** Greatest number of pods. */
  readonly maxReplicas: number;

  /**
   * Whether it goes by the use of CPU, which says nothing where idle schedulers wait busily.
   *
   * @default false
   */
  readonly byCpu?: boolean;

  /**
   * Whether it goes by the use of memory.
   *
   * @default false
   */
  readonly byMemory?: boolean;

  /**
   * Objects of the scaler, as the API's own JSON. A pure function: it is asked before anything is made.
   *
   * @param target the workload
   */
  manifests(target: ScalingTarget): any[];
}
