const ESCAPES: { readonly [letter: string]: string } = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
};

/** The text that is written between quotes, in JavaScript and in Python. */
export function unescaped(written: string): string {
  return written.replace(
    /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|(\r?\n)|([^]))/gi,
    (_, braced?: string, four?: string, two?: string, line?: string, letter?: string) => {
      const code = braced ?? four ?? two;
      if (code !== undefined) return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
      if (line !== undefined || letter === undefined) return '';
      return Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter]! : letter;
    },
  );
}
