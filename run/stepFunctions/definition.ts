/** A definition as the service judges it: what our checker finds, told in the service's form. */
import { validateDocument } from '../../core/rules/validateDocument';
import type { Diagnostic } from '../../core/rules/rule';
import { parseDocument } from '../../core/syntax';
import type { SyntaxDocument } from '../../core/syntax/tree';
import { apiError, type ApiError } from './apiError';
import { awsFinding } from './awsFinding';

export interface Finding {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** `/States/Work/Resource` */
  readonly location?: string;
}

/** What is wrong with a definition, in source order. */
export function findingsOf(definition: string, type: 'STANDARD' | 'EXPRESS'): readonly Finding[] {
  const document = parseDocument('definition.asl.json', definition, 'json');
  if (!isObject(definition, document)) {
    return [unreadable(definition, document)];
  }
  return validateDocument(document, { type })
    .filter(({ severity }) => severity !== 'hint')
    .map((diagnostic) => awsFinding(diagnostic, document));
}

/** Why a machine cannot have this definition. */
export function definitionFault(definition: string, type: 'STANDARD' | 'EXPRESS'): ApiError | undefined {
  const errors = findingsOf(definition, type).filter(({ severity }) => severity === 'ERROR');
  if (errors.length === 0) return undefined;
  const sentences = errors.map(
    ({ code, message, location }) => `${code}: ${message}${location === undefined ? '' : ` at ${location}`}`,
  );
  return apiError.invalidDefinition(sentences.join(', '));
}

/** JSON proper: our own reading is more lenient. */
function isObject(text: string, { root }: SyntaxDocument): boolean {
  try {
    JSON.parse(text);
    return root?.kind === 'object';
  } catch {
    return false;
  }
}

/** Words: recorded; those of other faults of JSON are our own. */
function unreadable(text: string, document: SyntaxDocument): Finding {
  const first: Pick<Diagnostic, 'message' | 'span'> | undefined = document.problems[0];
  if (text.trim() === '' || !first) {
    return {
      severity: 'ERROR',
      code: 'SCHEMA_VALIDATION_FAILED',
      message: 'Definition must be a valid JSON object',
    };
  }
  const { line, character } = document.positionAt(first.span.start);
  const word = /^[A-Za-z]\w*/.exec(text.slice(first.span.start))?.[0];
  const location = `[Source: (String)"${text}"; line: ${line + 1}, column: ${character + 1 + (word?.length ?? 0)}]`;
  const expected = "was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
  const message = word === undefined ? first.message : `Unrecognized token '${word}': ${expected}`;
  return { severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', location, message: `${message}\n at ${location}` };
}
