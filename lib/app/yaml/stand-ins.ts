import { isMisread, isMisreadKey, quoted } from './misread';

/** First and last character of a stand-in; the yaml package writes it as it is. */
const MARK = '\ue000';
const STAND_IN = /\ue000(\d+)\ue000/g;

/** Longest key on the line of its value; the yaml package writes a longer one, or a longer stand-in, on lines of its own. */
const LONGEST_KEY = 1024;

/**
 * Stand-ins for the texts of a value that the yaml package would write so that the API server misreads them: the
 * package writes the stand-ins, and what is written is replaced afterwards.
 */
export class StandIns {
  private readonly texts: string[] = [];
  private readonly copies = new Map<object, unknown>();

  /** Copy with stand-ins, or the value itself where there is nothing to replace. */
  public copyOf(value: unknown): unknown {
    const copy = this.copy(value);
    if (this.texts.some((text) => isMisread(text) || isMisreadKey(text))) return copy;
    this.texts.length = 0;
    return value;
  }

  /** Document with the texts in the place of their stand-ins. */
  public replacedIn(document: string): string {
    if (this.texts.length === 0) return document;
    return document.replace(STAND_IN, (_, index) => quoted(this.texts[Number(index)]));
  }

  private copy(value: unknown): unknown {
    if (typeof value === 'string') return isMisread(value) || value.includes(MARK) ? this.standIn(value) : value;
    if (Array.isArray(value)) return this.copyMembers(value, Object.assign([], { length: value.length }));
    return isOfNoClass(value) ? this.copyMembers(value, Object.create(Object.getPrototypeOf(value))) : value;
  }

  /** Copy of a list or map; one that is in the value twice is so in the copy, too. */
  private copyMembers(value: object, copy: object): object {
    const known = this.copies.get(value) as object | undefined;
    if (known !== undefined) return known;
    this.copies.set(value, copy);
    for (const [key, member] of Object.entries(value)) {
      const own = Array.isArray(value) ? key : this.key(key);
      const kept = { configurable: true, enumerable: true, writable: true };
      Object.defineProperty(copy, own, { ...kept, value: this.copy(member) });
    }
    return copy;
  }

  private key(key: string): string {
    if (!isMisreadKey(key) && !key.includes(MARK)) return key;
    return this.standIn(key, quoted(key).length > LONGEST_KEY ? LONGEST_KEY : 0);
  }

  private standIn(text: string, length = 0): string {
    return `${MARK}${String(this.texts.push(text) - 1).padStart(length, '0')}${MARK}`;
  }
}

/** Whether a value is a map; `isMap` leaves out some that the yaml package writes as maps. */
function isOfNoClass(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
