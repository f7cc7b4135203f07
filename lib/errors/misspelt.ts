/**
 * Word that is meant by a misspelt one: the same in other case, or at most two letters from it (one in a short word).
 *
 * @returns undefined where the word is right, or near to none
 */
export function meant(word: string, words: Iterable<string>): string | undefined {
  const far = word.length > 5 ? 2 : 1;
  let nearest: string | undefined;
  let least = far + 1;
  for (const known of words) {
    if (known === word) return undefined;
    const distance = known.toLowerCase() === word.toLowerCase() ? 0 : distanceOf(word, known, least);
    if (distance < least) [nearest, least] = [known, distance];
  }
  return nearest;
}

/** Number of letters to insert, delete, replace or swap with their neighbours; anything from `bound` on counts as that. */
function distanceOf(one: string, other: string, bound: number): number {
  if (Math.abs(one.length - other.length) >= bound) return bound;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      next[column] = Math.min(last[column] + 1, next[column - 1] + 1, last[column - 1] + same);
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) next[column] = Math.min(next[column], before[column - 2] + 1);
    }
    [before, last] = [last, next];
  }
  return Math.min(last[other.length], bound);
}
