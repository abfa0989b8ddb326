/** A definition as the service judges it: what our checker finds, told in the service's form. */
import { validateDocument } from '../../core/rules/validateDocument';
import { parseDocument } from '../../core/syntax';
import { apiError, type ApiError } from './apiError';
import { awsFinding } from './awsFinding';
import { jsonFault } from './jsonFault';

export interface Finding {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** `/States/Work/Resource` */
  readonly location?: string;
}

/** What is wrong with a definition, in source order. */
export function findingsOf(definition: string, type: 'STANDARD' | 'EXPRESS'): readonly Finding[] {
  const fault = jsonFault(definition);
  if (fault && definition.trim() !== '') {
    const { message, location } = fault;
    return [{ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', location, message: `${message}\n at ${location}` }];
  }
  const document = parseDocument('definition.asl.json', definition, 'json');
  if (document.root?.kind !== 'object') {
    return [{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition must be a valid JSON object' }];
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
    ({ code, message, location }) => `${code}: ${message}${location?.startsWith('/') ? ` at ${location}` : ''}`,
  );
  return apiError.invalidDefinition(sentences.join(', '));
}
