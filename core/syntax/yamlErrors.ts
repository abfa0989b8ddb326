/** The YAML library's mistakes in our own words: its texts are written for those who write parsers. */
import type { ErrorCode, YAMLParseError } from 'yaml';
import { phrase, type Phrase } from '../l10n/phrase';
import type { SyntaxProblem } from './tree';

/** Of some codes there are several: the first whose pattern is in the library's text, else the last. */
type Words = (() => Phrase) | readonly (readonly [found: RegExp, words: () => Phrase])[];

const CLOSE = (): Phrase => phrase`A closing bracket, or a comma before this, is missing.`;

/** By the library's code; all there are. */
const WORDS: Record<ErrorCode, Words> = {
  ALIAS_PROPS: () => phrase`An alias must stand alone, without an anchor or a tag before it.`,
  BAD_ALIAS: () => phrase`A name must follow & and *.`,
  BAD_COLLECTION_TYPE: () => phrase`This tag does not fit its value.`,
  BAD_DIRECTIVE: () => phrase`A line that begins with % must be a directive, such as %YAML 1.2.`,
  BAD_DQ_ESCAPE: () => phrase`This escape does not exist in YAML: write \\\\ for a backslash, or use single quotes.`,
  BAD_INDENT: [
    [/must be sufficiently indented and end/, CLOSE],
    [/same column/, () => phrase`This must begin in the same column as the entries it belongs to.`],
    [/Block scalar/, () => phrase`All lines of a text must be indented further than its key, like its first line.`],
    [/./, () => phrase`The indentation of this line is wrong.`],
  ],
  BAD_PROP_ORDER: () => phrase`An anchor or a tag must come after - and ?, not before.`,
  BAD_SCALAR_START: () => phrase`A text that begins with this character must be in quotes.`,
  BLOCK_AS_IMPLICIT_KEY: () =>
    phrase`A mapping must begin on its own line; a text that contains ": " must be in quotes.`,
  BLOCK_IN_FLOW: () => phrase`Inside brackets, lists and mappings must be in brackets too.`,
  DUPLICATE_KEY: () => phrase`This key appears more than once; only the last one counts.`,
  IMPOSSIBLE: () => phrase`This cannot be read as YAML.`,
  KEY_OVER_1024_CHARS: () => phrase`A key must be shorter than 1,024 characters.`,
  MISSING_CHAR: [
    [/quote/, () => phrase`The closing quote is missing.`],
    [/must end with/, CLOSE],
    [/, or :/, () => phrase`A comma or a colon is missing before this.`],
    [/Missing ,/, () => phrase`A comma is missing before this.`],
    [/space after :/, () => phrase`A space must follow the colon.`],
    [/Comments must/, () => phrase`A space must come before #.`],
    [/map values/, () => phrase`A colon and a value must follow this key.`],
    [/without -/, () => phrase`An item of the list must begin with "- ".`],
    [/Tags and anchors/, () => phrase`A space must follow an anchor or a tag.`],
    [/./, () => phrase`Something is missing here.`],
  ],
  MULTILINE_IMPLICIT_KEY: () => phrase`A key must be on one line; perhaps its colon is missing.`,
  MULTIPLE_ANCHORS: () => phrase`A value can have only one anchor.`,
  MULTIPLE_DOCS: () => phrase`A file must contain only one document: nothing after --- is read.`,
  MULTIPLE_TAGS: () => phrase`A value can have only one tag.`,
  NON_STRING_KEY: () => phrase`A key must be a string.`,
  RESOURCE_EXHAUSTION: () => phrase`Values are nested too deeply to be read.`,
  TAB_AS_INDENT: () => phrase`Lines must be indented with spaces, not tabs.`,
  TAG_RESOLVE_FAILED: () => phrase`This tag does not fit its value.`,
  UNEXPECTED_TOKEN: [
    [/Unexpected ,/, () => phrase`A value is missing before this comma.`],
    [/empty item/, () => phrase`A value is missing between these commas.`],
    [/Block scalar header/, () => phrase`Only an indentation number, + or - may follow | and >.`],
    [/./, () => phrase`This does not belong here: perhaps a quote, a bracket or an indentation before it is wrong.`],
  ],
};

/** What the library goes on from as if it were not there; behind any other mistake it no longer knows where it is. */
const HARMLESS: Partial<Record<ErrorCode, RegExp>> = {
  ALIAS_PROPS: /./,
  BAD_ALIAS: /./,
  BAD_DIRECTIVE: /./,
  BAD_DQ_ESCAPE: /./,
  BAD_PROP_ORDER: /./,
  DUPLICATE_KEY: /./,
  KEY_OVER_1024_CHARS: /./,
  MISSING_CHAR: /Missing ,|space after :|Comments must|Tags and anchors/,
  MULTIPLE_ANCHORS: /./,
  MULTIPLE_TAGS: /./,
  NON_STRING_KEY: /./,
  TAG_RESOLVE_FAILED: /./,
  UNEXPECTED_TOKEN: /Unexpected ,|empty item|Block scalar header/,
};

/** The first of the mistakes behind which the library no longer knows where it is. */
export function firstHarm(errors: readonly YAMLParseError[]): YAMLParseError | undefined {
  return errors
    .filter((error) => !isHarmless(error))
    .reduce<YAMLParseError | undefined>(
      (found, each) => (found && found.pos[0] <= each.pos[0] ? found : each),
      undefined,
    );
}

/** The mistakes of one reading: of those that follow from one another the first alone. */
export function yamlProblems(errors: readonly YAMLParseError[], text: string): SyntaxProblem[] {
  const first = firstHarm(errors);
  return errors.filter((error) => error === first || isHarmless(error)).map((error) => yamlProblem(error, text));
}

function isHarmless({ code, message }: YAMLParseError): boolean {
  return HARMLESS[code]?.test(message) ?? false;
}

/** A mistake of the library, and where it is. */
function yamlProblem({ code, message, pos }: YAMLParseError, text: string): SyntaxProblem {
  // The library places what is missing at the end behind the end.
  const start = Math.max(0, Math.min(pos[0], text.trimEnd().length - 1));
  const end = Math.max(start + 1, Math.min(pos[1], text.length));
  return { code: 'yaml-syntax', message: wordsOf(code, message), span: { start, end } };
}

function wordsOf(code: ErrorCode, message: string): Phrase {
  const words = WORDS[code];
  return typeof words === 'function'
    ? words()
    : (words.find(([pattern]) => pattern.test(message)) ?? words.at(-1)!)[1]();
}
