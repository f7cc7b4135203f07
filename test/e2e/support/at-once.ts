/** Does something for each of them, a few at once; where it fails for one, the others are left. */
export async function atOnce<T>(few: number, all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const next = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      await act(one).catch((error) => {
        left.length = 0;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: few }, next));
}
