/** A definition as the service judges it: what our checker finds, told in the service's form. */
import { checkedDefinitions, type CheckedDefinition } from '../../core/rules/validateDocument';
import { parseDocument } from '../../core/syntax';
import { apiError, type ApiError } from './apiError';
import { awsFindings } from './awsFinding';
import { jsonFault } from './jsonFault';

export interface Finding {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** `/States/Work/Resource` */
  readonly location?: string;
}

/** ValidateStateMachineDefinition's answer. */
export interface DefinitionAnswer {
  readonly result: 'OK' | 'FAIL';
  readonly diagnostics: readonly Finding[];
  readonly truncated: boolean;
}

/** So many findings are in one answer. */
export const MOST_FINDINGS = 100;

/** @param least the mildest findings that are told */
export function answerOf(
  findings: readonly Finding[],
  least: Finding['severity'] = 'ERROR',
  most: number = MOST_FINDINGS,
): DefinitionAnswer {
  const wanted = findings.filter(({ severity }) => least === 'WARNING' || severity === 'ERROR');
  const shown = wanted.slice(0, most);
  return {
    result: findings.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics: shown,
    truncated: shown.length < wanted.length,
  };
}

/** What is wrong with a definition. */
export function findingsOf(definition: string, type: 'STANDARD' | 'EXPRESS'): readonly Finding[] {
  const fault = jsonFinding(definition);
  if (fault) return [fault];
  const [found] = checkedDefinitions(parseDocument('definition.asl.json', definition, 'json'), { type });
  return found ? findingsIn(found) : [];
}

/** What is wrong with a definition that was read from a file, JSON or not. */
export function findingsIn({ document, root, diagnostics }: CheckedDefinition): readonly Finding[] {
  if (!root) {
    return [{ severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition must be a valid JSON object' }];
  }
  return awsFindings(
    diagnostics.filter(({ severity }) => severity !== 'hint'),
    document,
    root,
  );
}

/** Why a text cannot be read as JSON at all: the service says nothing else then. */
export function jsonFinding(definition: string): Finding | undefined {
  const fault = definition.trim() === '' ? undefined : jsonFault(definition);
  if (!fault) return undefined;
  const { message, location } = fault;
  return { severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', location, message: `${message}\n at ${location}` };
}

/** Why a machine cannot have this definition. */
export function definitionFault(definition: string, type: 'STANDARD' | 'EXPRESS'): ApiError | undefined {
  const errors = findingsOf(definition, type).filter(({ severity }) => severity === 'ERROR');
  if (errors.length === 0) return undefined;
  const sentences = errors.map(({ code, message, location }) => {
    // Measured: what has no location is at null.
    const place = location === undefined && code === 'MISSING_END_STATE' ? 'null' : location;
    return `${code}: ${message}${place === 'null' || place?.startsWith('/') ? ` at ${place}` : ''}`;
  });
  return apiError.invalidDefinition(sentences.join(', '));
}
