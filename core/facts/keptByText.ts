/** What is made of a text alone is made once: each keystroke asks for all the texts of a file again. */
const MOST_KEPT = 5_000;

/** @param make a function of the text and nothing else, whose result nobody writes into */
export function keptByText<T>(make: (text: string) => T): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const made = make(text);
    kept.set(text, made);
    return made;
  };
}
