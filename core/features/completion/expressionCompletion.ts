/** Inside expressions: context members, `$states`, variables, functions. */
import { contextMember, contextMembersOf, STATES_MEMBERS } from '../../catalog/contextObject';
import type { ContextMember } from '../../catalog/contextObject';
import { INTRINSICS, intrinsicSignature } from '../../catalog/intrinsics';
import { JSONATA_FUNCTIONS } from '../../catalog/jsonataFunctions';
import { ourMarkdown } from '../../escape/markdown';
import type { Markdown } from '../../escape/markdown';
import { phrase } from '../../l10n/phrase';
import { expressionAt } from '../expressionAt';
import type { ExpressionPlace } from '../expressionAt';
import type { Place } from '../place';
import { assignmentsOf, variablesVisible } from '../variables';
import type { CompletionContext, CompletionEntry, CompletionKind } from './completionEntry';
import { snippetEscape } from './completionEntry';
import { hasResult, RESULT_MEMBER, resultMembers } from '../resultMembers';

interface Offer {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  /** Markdown of ours: no expression's own words are in it. */
  readonly doc?: string | Markdown;
  /** What is written, where it is not the label; LSP snippet syntax. */
  readonly snippet?: string;
}

/** What may follow, by what stands before the cursor; the first pattern that fits decides. Its last group is the typed part. */
interface Continuation {
  readonly pattern: RegExp;
  offers(place: Place, match: RegExpExecArray, services: CompletionContext['services']): readonly Offer[];
}

const CONTINUATIONS: Record<ExpressionPlace['language'], readonly Continuation[]> = {
  JSONPath: [
    { pattern: /\$\$\.((?:\w+\.)*)(\w*)$/, offers: (place, match) => contextOffers(place, match[1] ?? '') },
    membersOfResult('JSONPath'),
    { pattern: /\$(?:\.[\w.]*|\w+\.[\w.]*)$/, offers: () => [] },
    { pattern: /(\$\$?\w*)$/, offers: pathStarts },
    {
      pattern: /(?:^["']?|[(,]\s*)((?:S[\w.]*)?)$/,
      // The paths first; calls only where AWS evaluates them.
      offers: (place) => [...pathStarts(place), ...(takesCalls(place) ? intrinsics() : [])],
    },
  ],
  JSONata: [
    {
      pattern: /\$states\.context\.((?:\w+\.)*)(\w*)$/,
      offers: (place, match) => contextOffers(place, match[1] ?? ''),
    },
    { pattern: /\$states\.(\w*)$/, offers: statesMembers },
    membersOfResult('JSONata'),
    { pattern: /\.(\w*)$/, offers: () => [] },
    { pattern: /(\$\w*)$/, offers: jsonataStarts },
    { pattern: /[\s({[,:=+*/<>&?%-]()$/, offers: jsonataStarts },
  ],
};

function membersOfResult(language: ExpressionPlace['language']): Continuation {
  const { pattern, isThere } = RESULT_MEMBER[language];
  return {
    pattern,
    offers: (place, match, services) => (isThere(place) ? resultMembers(place, services, match[1] ?? '') : []),
  };
}

/** Undefined where the string at the cursor is no expression. */
export function completeExpression(context: CompletionContext): CompletionEntry[] | undefined {
  const expression = expressionAt(context.place, context.source, context.offset);
  if (!expression) return undefined;
  for (const { pattern, offers } of CONTINUATIONS[expression.language]) {
    const match = pattern.exec(expression.before);
    if (!match) continue;
    const typed = match.at(-1) ?? '';
    const span = { start: context.offset - typed.length, end: context.offset };
    return offers(context.place, match, context.services).map(({ label, kind, detail, doc, snippet }) => ({
      label,
      kind,
      detail,
      doc: doc === undefined ? undefined : ourMarkdown(doc),
      edit: { span, text: snippet ?? label },
      isSnippet: snippet !== undefined,
      filterText: label,
    }));
  }
  return [];
}

/** InputPath and the like take paths alone; payload templates, and a few fields, intrinsic calls too. */
function takesCalls({ field }: Place): boolean {
  return field?.value === 'payloadTemplate' || field?.intrinsic === true;
}

function contextOffers(place: Place, prefix: string): Offer[] {
  const parent = prefix.replace(/\.$/, '');
  if (parent !== '' && !contextMember(parent)) return [];
  return contextMembersOf(parent)
    .filter((member) => member.where !== 'map' || insideMap(place))
    .map((member: ContextMember) => ({
      label: member.path.slice(prefix.length),
      kind: 'member',
      detail: member.type,
      doc: member.doc,
    }));
}

function insideMap(place: Place): boolean {
  if (place.state?.type === 'Map') return true;
  for (let { owner } = place.scope; owner; { owner } = owner.scope) if (owner.type === 'Map') return true;
  return false;
}

function pathStarts(place: Place): Offer[] {
  const starts: Offer[] = [
    {
      label: '$.',
      kind: 'member',
      detail: phrase`the input`,
      doc: phrase`The data that this state works on.`,
      snippet: '\\$.',
    },
    {
      label: '$$.',
      kind: 'member',
      detail: phrase`the context object`,
      doc: phrase`Facts about the execution, the state and the machine.`,
      snippet: '\\$\\$.',
    },
  ];
  return [...starts, ...variables(place)];
}

function intrinsics(): Offer[] {
  return INTRINSICS.map((intrinsic) => ({
    label: intrinsic.name,
    kind: 'function',
    detail: intrinsicSignature(intrinsic),
    doc: `${intrinsic.doc}\n\n\`${intrinsic.example}\` → \`${intrinsic.result}\``,
    snippet: `${intrinsic.name}($1)`,
  }));
}

/** `result` and `errorOutput` only where they exist. */
function statesMembers(place: Place): Offer[] {
  return STATES_MEMBERS.filter(
    ({ where }) =>
      where === 'everywhere' ||
      (where === 'result'
        ? hasResult(place)
        : ['Output', 'Assign'].includes(place.field?.name ?? '') && place.owner === 'catcher'),
  ).map(({ name, doc }) => ({ label: name, kind: 'member', doc }));
}

function jsonataStarts(place: Place): Offer[] {
  return [
    { label: '$states', kind: 'variable', detail: phrase`input, context, result`, snippet: '\\$states.' },
    ...variables(place),
    ...JSONATA_FUNCTIONS.map(({ name, signature, doc }): Offer => ({
      label: `$${name}`,
      kind: 'function',
      detail: signature,
      doc,
      snippet: `\\$${name}($1)`,
    })),
  ];
}

function variables(place: Place): Offer[] {
  const visible = variablesVisible(place.machine, place.scope);
  const names = [...new Set(visible.map(({ name }) => name))];
  return names.map((name) => {
    const states = assignmentsOf(place.machine).filter((assignment) => assignment.name === name);
    const where = [...new Set(states.map(({ state }) => state.name))].join(', ');
    return {
      label: `$${name}`,
      kind: 'variable',
      detail: phrase`assigned in ${where}`,
      snippet: snippetEscape(`$${name}`),
    };
  });
}
