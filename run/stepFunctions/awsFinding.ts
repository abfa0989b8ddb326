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
  location?(found: Found): string;
}

const parentOf = ({ place }: Found): string => place.replace(/\/[^/]*$/, '') || '/';
const bare = (text: string): string => text.replace(/^"(.*)"$/s, '$1');

/** Source: recorded refusals and answers of ValidateStateMachineDefinition; of transitions, what users of the service quote. */
const WORDS: { readonly [rule: string]: Words } = {
  'missing-field': {
    message: ({ diagnostic: { data }, place }) =>
      place === '/'
        ? `These fields are required: [${data?.missing}]`
        : `The field '${data?.missing}' is required but was missing`,
  },
  'unknown-state': {
    code: 'MISSING_TRANSITION_TARGET',
    message: ({ marked, place }) => `Missing '${place.replace(/.*\//, '')}' target: ${bare(marked)}`,
  },
  'unreachable-state': {
    code: 'MISSING_TRANSITION_TARGET',
    message: ({ marked }) => `State "${bare(marked)}" is not reachable.`,
  },
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
  'jsonpath-syntax': { message: templateFault, location: templatePlace },
};

function templateFault({ place, diagnostic }: Found): string {
  const field = place.replace(/.*\//, '');
  return field.endsWith('.$')
    ? `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`
    : diagnostic.message;
}

/** Of a value in a payload template the service names what holds it. */
function templatePlace(found: Found): string {
  return found.place.endsWith('.$') ? parentOf(found) : found.place;
}

export function awsFinding(diagnostic: Diagnostic, document: SyntaxDocument): Finding {
  const { code, severity, message, span, mayRun } = diagnostic;
  const words = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  const place = placeOf(document.root, span);
  const found: Found = { diagnostic, marked: document.text.slice(span.start, span.end), place };
  // What AWS finds only as it runs hinders nobody from creating the machine.
  const isError = severity === 'error' && !mayRun;
  return {
    severity: isError ? 'ERROR' : 'WARNING',
    code: words?.code ?? (isError ? 'SCHEMA_VALIDATION_FAILED' : code.replaceAll('-', '_').toUpperCase()),
    message: words?.message(found) ?? message,
    location: words?.location?.(found) ?? place,
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
