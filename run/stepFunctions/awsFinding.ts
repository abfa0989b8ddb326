/** The words of the service for what our rules find, by the rule; a rule without a line here speaks in its own. */
import type { Diagnostic } from '../../core/rules/rule';
import type { Span, SyntaxDocument, SyntaxNode } from '../../core/syntax/tree';
import type { Finding } from './definition';

interface Found {
  readonly diagnostic: Diagnostic;
  /** The text that is marked. */
  readonly marked: string;
  /** `/States/Work/Resource` */
  readonly place: string;
}

interface Words {
  readonly code?: string;
  message(found: Found): string;
  /** `none` where the service gives none. */
  location?(found: Found): string;
}

const parentOf = ({ place }: Found): string => place.replace(/\/[^/]*$/, '') || '/';
const bare = (text: string): string => text.replace(/^"(.*)"$/s, '$1');
const fieldOf = ({ place }: Found): string => place.replace(/.*\//, '');

/** Parts of our own sentences, where the service's say the same of the same thing. */
const said = (found: Found, pattern: RegExp): string => pattern.exec(found.diagnostic.message)?.[1] ?? '';

const EMPTY: Words = { message: () => 'Value cannot be empty' };

/** In the order in which the service names them. */
const TYPES_OF_STATES = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'];

function valuesOf({ diagnostic: { data }, place }: Found): readonly string[] {
  return place.endsWith('/Type') ? TYPES_OF_STATES : (data?.values ?? []);
}

/** Source: recorded refusals and answers of ValidateStateMachineDefinition, and those that users of the service quote. */
const WORDS: { readonly [rule: string]: Words } = {
  'missing-field': {
    message: ({ diagnostic: { data }, place }) =>
      place.endsWith('/Credentials')
        ? `The field '${data?.missing}' is required but was missing`
        : `These fields are required: [${data?.missing}]`,
  },
  'unknown-field': { message: (found) => `Field '${bare(found.marked)}' is not supported`, location: parentOf },
  'query-language-field': {
    message(found) {
      const [needed, used] = /is a JSONata field/.test(found.diagnostic.message)
        ? ['JSONata', 'JSONPath']
        : ['JSONPath', 'JSONata'];
      const field = bare(found.marked);
      return `The QueryLanguage is set to '${used}', but field '${field}' is only supported for the '${needed}' QueryLanguage`;
    },
    location: parentOf,
  },
  'field-type': {
    message: (found) => `Expected value of type ${typeOf(said(found, /must be (.+?), but/))}`,
  },
  'field-value': {
    message: (found) =>
      `The field '${fieldOf(found)}' should have one of these values: [${valuesOf(found).join(', ')}]`,
  },
  'empty-states': EMPTY,
  'empty-branches': EMPTY,
  'empty-choices': EMPTY,
  'empty-rules': EMPTY,
  'field-range': {
    message(found) {
      const [, way, bound] = /at (least|most) (\S+), not/.exec(found.diagnostic.message) ?? [];
      // Of a percentage the service writes the bounds as decimals.
      const shown = fieldOf(found).endsWith('Percentage') && bound ? `${bound}.0` : bound;
      return `${way === 'most' ? 'Maximum' : 'Minimum'} value is ${shown}`;
    },
  },
  'conflicting-fields': {
    message: (found) =>
      `There should only be one of the following fields: [${said(found, /together with "(.+?)"/)}, ${bare(found.marked)}]`,
    location: parentOf,
  },
  'reference-path': { message: () => 'Value is not a Reference Path' },
  'resource-not-arn': { message: () => 'Value is not a valid resource ARN' },
  'no-terminal-state': { message: () => 'Workflow has no terminal state', location: () => 'none' },
  'duplicate-state-name': { message: ({ marked }) => `Duplicate State name: ${bare(marked)}` },
  'variable-rebinds-outer': {
    message: ({ marked }) =>
      `The variable name '${bare(marked).replace(/\.\$$/, '')}' was already defined in a parent scope.`,
  },
  'jsonata-unsupported': {
    code: 'UNSUPPORTED_JSONATA_EXPRESSION',
    message: ({ marked }) => `Reference to '${marked}' at the top level is not supported.`,
  },
  'jsonata-syntax': { code: 'INVALID_JSONATA_EXPRESSION', message: ({ diagnostic }) => diagnostic.message },
  'unknown-state': {
    // Whatever the field is called.
    message: ({ marked }) => `Missing 'Next' target: ${bare(marked)}`,
  },
  'unreachable-state': { message: ({ marked }) => `State "${bare(marked)}" is not reachable.` },
  'timestamp-format': { message: () => 'String does not match RFC3339 timestamp' },
  'unknown-integration': { message: notRecognized },
  'unknown-action': { message: notRecognized },
  'express-unsupported': {
    message({ diagnostic: { message }, marked }) {
      const pattern = /\.(sync(?::2)?|waitForTaskToken)"?$/.exec(marked)?.[1];
      if (pattern === undefined) return message;
      // The space at the end of the second stands in the recordings.
      return pattern === 'waitForTaskToken'
        ? "Express state machine does not support '.waitForTaskToken' service integration "
        : `Express state machine does not support '.${pattern}' service integration`;
    },
  },
  'query-language-downgrade': {
    message: () => "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    location: parentOf,
  },
  'intrinsic-call': { message: templateFault, location: templatePlace },
  'path-expected': { message: templateFault, location: templatePlace },
  'jsonpath-syntax': { message: templateFault, location: templatePlace },
};

/** The service's names of what our sentence asks for. */
const TYPES: { readonly [words: string]: string } = {
  'a whole number': 'Integer',
  'a number': 'Double',
  'true or false': 'Boolean',
  "a state's name": 'String',
  'a list': 'Array',
  'a list of objects': 'Array',
  'a list of strings': 'Array',
  'a list of error names': 'Array',
};

function typeOf(words: string): string {
  return words.startsWith('a string') ? 'String' : (TYPES[words] ?? 'Object');
}

function templateFault(found: Found): string {
  const field = fieldOf(found);
  return field.endsWith('.$')
    ? `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`
    : 'Value must be a valid JSONPath.';
}

/** Of a value in a payload template the service names what holds it. */
function templatePlace(found: Found): string {
  return found.place.endsWith('.$') ? parentOf(found) : found.place;
}

/** The warnings that the service gives; what else we advise is none of its answer. */
const AWS_WARNINGS = new Set(['NO_DOLLAR', 'NO_PATH', 'PASS_RESULT_IS_STATIC']);

/** A definition's findings as the service gives them, in its order. */
export function awsFindings(
  diagnostics: readonly Diagnostic[],
  document: SyntaxDocument,
  root?: SyntaxNode,
): Finding[] {
  const findings = diagnostics.flatMap((diagnostic) => awsFinding(diagnostic, document, root) ?? []);
  // That there is no end is found last.
  const isLast = ({ code }: Finding): boolean => code === 'MISSING_END_STATE';
  return [...findings.filter((finding) => !isLast(finding)), ...findings.filter(isLast)];
}

function awsFinding(diagnostic: Diagnostic, document: SyntaxDocument, root = document.root): Finding | undefined {
  const { code, severity, message, span, mayRun, aws } = diagnostic;
  // What AWS finds only as it runs hinders nobody from creating the machine.
  const isError = severity === 'error' && !mayRun;
  if (!isError && !AWS_WARNINGS.has(aws ?? '')) return undefined;
  const words = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  const place = placeOf(root, span);
  const found: Found = { diagnostic, marked: document.text.slice(span.start, span.end), place };
  const location = words?.location?.(found) ?? place;
  return {
    severity: isError ? 'ERROR' : 'WARNING',
    code: words?.code ?? aws ?? 'SCHEMA_VALIDATION_FAILED',
    message: words?.message(found) ?? message,
    ...(location !== 'none' && { location }),
  };
}

/** The innermost place that holds a span. */
function placeOf(root: SyntaxNode | undefined, span: Span): string {
  let place = '';
  let node = root;
  while (node) {
    const steps: [string | number, SyntaxNode | undefined, Span][] =
      node.kind === 'object'
        ? node.properties.map(({ key, value, span: whole }) => [key.value, value, whole])
        : node.kind === 'array'
          ? node.items.map((item, index) => [index, item, item.span])
          : [];
    const inner = steps.find(([, , whole]) => whole.start <= span.start && span.end <= whole.end);
    if (!inner) break;
    place += typeof inner[0] === 'number' ? `[${inner[0]}]` : `/${inner[0]}`;
    node = inner[1];
  }
  return place || '/';
}

function notRecognized({ marked }: Found): string {
  return `The resource provided ${bare(marked)} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;
}
