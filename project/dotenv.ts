/** Files with a variable of the environment a line: `.env`. */

/** The variables of a text; a later line may use an earlier one as `$NAME` or `${NAME}`. What has not the form is skipped. */
export function parseDotenv(text: string): { readonly [name: string]: string } {
  const variables: { [name: string]: string } = Object.create(null) as { [name: string]: string };
  for (const [, name = '', written = ''] of text.matchAll(LINE)) variables[name] = valueOf(written.trim(), variables);
  return variables;
}

const LINE =
  /^[^\S\n]*(?:export\s+)?([\w.-]+)[^\S\n]*(?:=|:[^\S\n])[^\S\n]*('[^']*'|"(?:\\.|[^"\\])*"|`[^`]*`|[^\n]*)/gm;

function valueOf(written: string, known: { readonly [name: string]: string }): string {
  const quote = /^(['"`])[^]*\1$/.exec(written)?.[1];
  if (quote === "'") return written.slice(1, -1);
  const text =
    quote === undefined
      ? written.replace(/(?:^|\s)#.*$/, '').trim()
      : written.slice(1, -1).replace(/\\([nrt"\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
  return text.replace(
    /(\\?)\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))/g,
    (all: string, escape: string, ...groups: string[]) => {
      const [braced, fallback = '', bare] = groups;
      return escape ? all.slice(1) : (known[braced ?? bare ?? ''] ?? fallback);
    },
  );
}

const ESCAPES: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t' };
