/** The timeline is never edited and never run backwards: a mistake is mended by the next migration. */
export async function forwardOnly(): Promise<void> {
  throw new Error('The timeline only moves forward: write a new migration that undoes this one.');
}
