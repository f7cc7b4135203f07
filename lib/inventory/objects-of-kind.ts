import type { Dictionary } from '../json/dictionary';
import { at, newList, newMap } from './at';
import { chooses, type PodSelector, podSelectorOf } from './selectors';
import type { Subject } from './subject';

/** Objects of one kind in one namespace. */
export class Objects {
  public readonly list: Subject[] = [];
  private readonly byName = new Map<string | undefined, Subject>();
  private readonly byLabel = new Map<string, Map<unknown, Selecting[]>>();
  private readonly withoutLabel: Selecting[] = [];
  private indexed = 0;

  /** Takes an object in; gives the other one of its name, where there is one. */
  public add(one: Subject): Subject | undefined {
    this.list.push(one);
    const other = this.byName.get(one.name);
    this.byName.set(one.name, one);
    return other;
  }

  public named(name: string | undefined): Subject | undefined {
    return this.byName.get(name);
  }

  /** Objects that choose pods with these labels. */
  public choosing(labels: Dictionary): Subject[] {
    this.index();
    const found: Subject[] = [];
    const look = ({ selector, one }: Selecting) => {
      if (chooses(selector, labels)) found.push(one);
    };
    for (const label of Object.keys(labels)) this.byLabel.get(label)?.get(labels[label])?.forEach(look);
    this.withoutLabel.forEach(look);
    return found;
  }

  /** Puts the objects that came since into the lists by labels. */
  private index(): void {
    for (; this.indexed < this.list.length; this.indexed++) {
      const one = this.list[this.indexed];
      const selector = podSelectorOf(one);
      if (selector !== undefined) this.listOf(selector).push({ selector, one });
    }
  }

  /** List by the first label that pods must have: what has all of them has this one. */
  private listOf({ labels }: PodSelector): Selecting[] {
    const [label] = Object.keys(labels);
    if (label === undefined) return this.withoutLabel;
    return at(at(this.byLabel, label, newMap<unknown, Selecting[]>), labels[label], newList<Selecting>);
  }
}

interface Selecting {
  readonly selector: PodSelector;
  readonly one: Subject;
}
