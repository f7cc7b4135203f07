/** So many seconds later. */
export function after(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** Asks again and again until there is an answer, and returns it; an error counts as none. */
export async function until<T>(
  what: string,
  seconds: number,
  ask: () => Promise<T | undefined | false>,
  pauseSeconds = 0.3,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let last = '';
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      last = `; last error: ${(error as Error).message}`;
    }
    await after(pauseSeconds);
  }
  throw new Error(`not in ${seconds} s: ${what}${last}`);
}

/** A clock that starts now: seconds with one decimal. */
export function stopwatch(): () => number {
  const start = Date.now();
  return () => Math.round((Date.now() - start) / 100) / 10;
}
