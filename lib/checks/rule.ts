import type { Inventory } from '../inventory/inventory';
import type { Subject } from '../inventory/subject';
import type { Risk } from '../risks/risk';

/** Fix in the words of the place that a manifest comes from. */
export interface Fix {
  /** Fix of an object that a construct made: its properties. */
  readonly construct: string;
  /** Fix of any other manifest: its YAML. */
  readonly yaml: string;
}

/** Finding of a rule about one manifest. */
export interface Finding {
  /** Manifest in which it is mended. */
  readonly about: Subject;
  /** Other manifests that it takes. A risk that one of them accepts is accepted. */
  readonly involved?: readonly Subject[];
  /** Field, as a reader of the manifest finds it. */
  readonly property: string;
  /** Value of the field. Leave it out where it could be a secret. */
  readonly value?: unknown;
  readonly why: string;
  readonly allowed: string;
  /** Fix, the same words for every place where it is a text. */
  readonly fix: string | Fix;
  /** Risk under which it is accepted, where it is another one than the rule's. */
  readonly risk?: Risk;
}

/** Takes a finding. */
export type Report = (finding: Finding) => void;

/** Rule over manifests, wherever they come from. It never throws, whatever a manifest holds. */
export interface Rule {
  /** Name, for configuration and documentation. */
  readonly id: `beam/${string}` | `kubernetes/${string}`;
  /** Weight: an error stops a synth, a warning does not. */
  readonly severity: 'error' | 'warning';
  /** Risk under which its findings are accepted. */
  readonly risk?: Risk;
  /**
   * Whether objects hold it as the library makes them, whatever their properties: it is run where an override or a patch
   * changed one of them, one was removed, or somebody else's are among them.
   */
  readonly holdsAsMade?: boolean;
  readonly run: (inventory: Inventory, report: Report) => void;
}
