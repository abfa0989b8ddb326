/** Snippets of the catalogue are JSON with LSP tab stops in it; here they become plain text or YAML. */
import type { Json } from '../json';

/** A tab stop: `$1`, `${1}`, `${1:text}`, `${1|a,b|}`. A dollar sign behind a backslash is text. */
const TAB_STOP = /(\\\$)|\$(\d+)|\$\{(\d+)(?::((?:\\\$|[^}])*)|\|([^|]*)\|)?\}/g;

/** The text as it stands once every tab stop was left with its default. */
export function fillSnippet(snippet: string): string {
  return snippet.replace(
    TAB_STOP,
    (_, dollar?: string, _bare?: string, _braced?: string, text?: string, choices?: string) =>
      dollar ? '$' : (text ?? choices?.split(',')[0] ?? '').replaceAll('\\$', '$'),
  );
}

/** Stands for a tab stop while the snippet goes through JSON; from the private use area, so that no text holds it. */
const MARK = '\uE000';

/**
 * The same snippet in YAML block style, to be inserted right behind `key:`; tab stops stay tab stops.
 * A scalar comes as ` value`, an object or list on lines of its own, indented by two blanks.
 */
export function yamlSnippet(snippet: string): string {
  const stops: string[] = [];
  const mark = (stop: string): string => `${MARK}${stops.push(stop) - 1}${MARK}`;
  // An object with nothing but a tab stop in it has no form in JSON.
  const open = snippet.replace(/\{\s*(\$\d)\s*\}/g, (_, stop: string) => `"${mark(stop)}"`);
  let inString = false;
  const json = open.replace(/(")|(\\\$|\$\d+|\$\{\d+[^}]*\})/g, (_, quote: string | undefined, stop: string) => {
    if (quote) inString = !inString;
    return quote ?? (inString ? mark(stop) : `"${mark(stop)}"`);
  });
  const yaml = toYaml(JSON.parse(json) as Json, '  ');
  return yaml.replace(new RegExp(`${MARK}(\\d+)${MARK}`, 'g'), (_, index: string) => stops[Number(index)] ?? '');
}

function toYaml(value: Json, indent: string): string {
  if (Array.isArray(value)) {
    return value.map((item) => `\n${indent}- ${toYaml(item, `${indent}  `).trimStart()}`).join('') || ' []';
  }
  if (value !== null && typeof value === 'object') {
    const lines = Object.entries(value).map(([key, inner]) => {
      return `\n${indent}${yamlKey(key)}:${toYaml(inner, `${indent}  `)}`;
    });
    return lines.join('') || ' {}';
  }
  return ` ${typeof value === 'string' ? yamlScalar(value) : String(value)}`;
}

function yamlKey(key: string): string {
  return /^[A-Za-z\uE000][\w .$\uE000-]*$/.test(key) ? key : JSON.stringify(key);
}

/** A string as a YAML scalar: single quotes where plain text would be read as something else (`{%`, numbers, `: `). */
export function yamlScalar(text: string): string {
  const plain =
    /^[A-Za-z$/.\uE000][^\n]*$/.test(text) &&
    !/: |:$| #|\s$/.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain ? text : `'${text.replaceAll("'", "''")}'`;
}
