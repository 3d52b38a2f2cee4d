/** Length is what counts; the server decides, this only saves a round trip. */
export const passwordHint = 'At least 12 characters. A few words in a row are easy to keep in mind.';

export const passwordProblem = (password: string): string | null => (password.length < 12 ? 'Choose a password of at least 12 characters' : null);
