/** What a language that makes YAML (Jinja, as cookiecutter has it, Go templates, ERB, EJS) writes into a text that is to be read as YAML. */

const WORDS =
  'if|elif|else|endif|for|endfor|set|raw|endraw|macro|endmacro|block|endblock|include|import|extends|with|endwith';
/** `{%` begins an expression of JSONata too, but none with these words. */
const STATEMENT = new RegExp(`\\{%[-+]?[ \\t]*(?:${WORDS})\\b.*?%\\}|<%(?!=).*?%>`, 'g');
/** CloudFormation's own `{{resolve:…}}` is another thing. */
const VALUE = /\{\{(?!resolve:).*?\}\}|<%=.*?%>/g;
/** YAML takes it for a mapping whose key is a mapping. */
const VALUE_ALONE = /^[ \t]*(?:- +|[\w"'-]+:[ \t]+)+\{\{(?!resolve:)[^{}\n]+\}\}[ \t]*\r?$/m;
/** A line that is nothing but what is put in, such as `{{- include "x" . }}`. */
const LINE = /^[ \t]*\{\{(?!resolve:)[^{}\n]+\}\}[ \t]*\r?$/gm;

/**
 * The text without them, every other character in its place: statements are blank, values are tokens such as `__name__`,
 * which no reader takes for data.
 *
 * @returns undefined where there are none
 */
export function withoutTemplateLanguage(text: string): { readonly text: string; readonly first: number } | undefined {
  const hasStatements = text.search(STATEMENT) >= 0;
  if (!hasStatements && !hasValueAlone(text)) return undefined;
  const blank = (written: string): string => written.replace(/[^\r\n]/g, ' ');
  const token = (value: string): string => `__${value.slice(2, -2).replace(/\W/g, '_')}__`;
  return {
    text: text.replace(STATEMENT, blank).replace(LINE, blank).replace(VALUE, token),
    first: hasStatements ? text.search(STATEMENT) : text.search(VALUE),
  };
}

/** Whether a text that is YAML has values that are not meant to be. */
export function hasValueAlone(text: string): boolean {
  return text.includes('{{') && VALUE_ALONE.test(text);
}
