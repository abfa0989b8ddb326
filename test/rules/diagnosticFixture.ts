import { taskTarget } from '../../core/facts/calledNames';
import type { RaisedErrors } from '../../core/handlers/raisedErrors';
import type { State } from '../../core/model/machine';
import { validateFully } from '../../core/rules/validateDocument';
import type { Diagnostic, RaisedBy, ValidateOptions } from '../../core/rules';
import { parseDocument } from '../../core/syntax/parse';
import { loadCatalogue } from '../../services/loadTables';
import type { SyntaxLanguage } from '../../core/syntax/tree';

/**
 * A definition with the findings it is to give written under the places they mark:
 *
 *     "Next": "Wrok"
 *     //      ^^^^^^ error unknown-state: There is no state "Wrok". Did you mean "Work"?
 *
 * In JSON such a line begins with `//`, in YAML with `#`; it is taken out before the text is parsed. A finding without such a line, or a line without its finding, fails the test.
 */
export interface Fixture {
  readonly language: SyntaxLanguage;
  readonly options: ValidateOptions;
  /** Without the lines of findings. */
  readonly source: readonly string[];
  /** For each finding `LINE:COLUMN-COLUMN severity code: message`, the line counted in `source`. */
  readonly expected: readonly string[];
}

/** Two machines of a template have the definition; one is given less. */
const FILLED = [
  { machine: 'Day', template: '../template.yaml', names: new Set(['Weigh', 'Column', 'Table']) },
  { machine: 'Night', template: '../template.yaml', names: new Set(['Weigh', 'Column']) },
];

/** By the function's name: what a file of handlers was found to raise. */
const RAISED: { readonly [name: string]: RaisedErrors } = {
  Weigh: { names: ['ScaleBroken', 'Error'], misnamed: [{ className: 'TooHeavy', reported: 'Error' }] },
  Label: { names: ['PrinterEmpty'], misnamed: [] },
};

const MARK: Record<SyntaxLanguage, string> = { json: '//', yaml: '#', hcl: '#' };
const FINDING = /^(\s*)(\/\/|#)(\s*)(\^+) (\S+ \S+: .*)$/;

export function readFixture(name: string, text: string): Fixture {
  const source: string[] = [];
  const expected: string[] = [];
  for (const line of text.split('\n')) {
    const [, before, mark, blanks, carets, finding] = FINDING.exec(line) ?? [];
    if (carets === undefined || before === undefined || mark === undefined || blanks === undefined) {
      source.push(line);
      continue;
    }
    const column = before.length + mark.length + blanks.length;
    expected.push(`${source.length}:${column}-${column + carets.length} ${finding}`);
  }
  return {
    language: /\.ya?ml$/.test(name) ? 'yaml' : 'json',
    options: {
      services: loadCatalogue(),
      ...(name.includes('.express.') && { type: 'EXPRESS' as const }),
      ...(name.includes('.filled.') && { placeholders: FILLED }),
      ...(name.includes('.raised.') && { raisedBy }),
    },
    source,
    expected,
  };
}

function raisedBy(state: State): RaisedBy | undefined {
  const target = taskTarget(state);
  const [, name = ''] = /^\$\{(\w+)\}$/.exec(target?.name ?? '') ?? [];
  const raised = RAISED[name];
  return raised && { function: name, ...raised };
}

/** The findings, in the form of {@link Fixture.expected}. */
export async function findings(fixture: Fixture): Promise<string[]> {
  return (await diagnose(fixture)).map(({ line, from, to, text }) => `${line}:${from}-${to} ${text}`);
}

/** The text of a fixture that expects what is found now. */
export async function rewriteFixture(fixture: Fixture): Promise<string> {
  const lines: string[] = [];
  const found = await diagnose(fixture);
  fixture.source.forEach((line, index) => {
    lines.push(line);
    for (const { line: at, from, to, text } of found) {
      if (at !== index + 1) continue;
      const mark = MARK[fixture.language];
      lines.push(`${mark}${' '.repeat(Math.max(0, from - mark.length))}${'^'.repeat(to - from)} ${text}`);
    }
  });
  return lines.join('\n');
}

async function diagnose({ source, language, options }: Fixture) {
  const document = parseDocument('fixture', source.join('\n'), language);
  const found = await validateFully(document, () => Promise.resolve(), options);
  return found.map(({ span, severity, code, message }: Diagnostic) => {
    const { start, end } = document.rangeOf(span);
    const to = end.line === start.line ? end.character : (source[start.line] ?? '').length;
    return { line: start.line + 1, from: start.character, to, text: `${severity} ${code}: ${message}` };
  });
}
