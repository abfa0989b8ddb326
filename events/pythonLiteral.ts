/** Reads what Python prints of a dictionary or list (`print(event)`): JSON with single quotes, `None`, `True` and `False`. */
import type { Json } from '../core/json';
import { jsonValue } from '../core/jsonText';

const WORDS: { readonly [word: string]: string } = { None: 'null', True: 'true', False: 'false' };
/** A text in either quotes, a word, a comma before a closing bracket. */
const TOKEN = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\b(?:None|True|False)\b|,(?=\s*[\]}])/gs;

/** Undefined: it is no such thing. */
export function pythonLiteral(text: string): Json | undefined {
  if (!/^[{[][\s\S]*'/.test(text)) return undefined;
  const json = text.replace(TOKEN, (token) => {
    if (token === ',') return '';
    return WORDS[token] ?? JSON.stringify(unescaped(token.slice(1, -1)));
  });
  try {
    return jsonValue(json);
  } catch {
    return undefined;
  }
}

const ESCAPES: { readonly [sign: string]: string } = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' };

function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gis, (_, two: string, four: string, sign: string) => {
    const code = two ?? four;
    return code === undefined ? (ESCAPES[sign] ?? `\\${sign}`) : String.fromCharCode(parseInt(code, 16));
  });
}
