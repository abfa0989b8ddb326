/** Hover: what the word under the cursor means. */
import { contextMember, STATES_MEMBERS } from '../catalog/contextObject';
import { errorNamed } from '../catalog/errors';
import type { ErrorSpec } from '../catalog/errors';
import { integrationNamed, parseResource, SDK_PATTERNS } from '../catalog/integrations';
import { INTRINSIC_BY_NAME, intrinsicSignature } from '../catalog/intrinsics';
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import { STATE_TYPE_SPECS } from '../catalog/stateTypes';
import type { FieldSpec } from '../catalog/types';
import { codeBlock, codeSpan, joined, markdown, ourMarkdown, paragraphs, plain } from '../escape/markdown';
import type { Markdown } from '../escape/markdown';
import { phrase, type Phrase } from '../l10n/phrase';
import type { Explanation } from '../interpreter/historyEvent';
import type { State } from '../model/machine';
import { STATE_TYPES } from '../model/machine';
import type { Span } from '../syntax/tree';
import { textOf } from '../syntax/value';
import { expressionAt, nameAround } from './expressionAt';
import type { ExpressionPlace } from './expressionAt';
import { jsonataFunctionDoc } from './jsonataFunctionDoc';
import { machineAt } from './languageText';
import type { LanguageText } from './languageText';
import { argumentHover, calledDoc, callErrorDoc } from './serviceHover';
import { placeAt } from './place';
import { RESULT_MEMBER, resultMembers } from './resultMembers';
import type { Place } from './place';
import { variablesVisible } from './variables';

export interface StateFailure extends Explanation {
  readonly statePath: string;
}

export interface Hover {
  readonly text: Markdown;
  readonly span: Span;
}

/** @param failures of the latest run */
export function hover(
  text: LanguageText,
  offset: number,
  services?: ServiceCatalogue,
  failures: readonly StateFailure[] = [],
): Hover | undefined {
  const machine = machineAt(text, offset);
  const place = machine && placeAt(machine, text.document.text, offset);
  if (!place?.property) return undefined;
  if (place.at === 'stateName') {
    const state = place.scope.states.find(({ nameNode }) => nameNode === place.property?.key);
    return state && { text: joinedDocs(stateDoc(state), failureDoc(state, failures))!, span: state.nameNode.span };
  }
  if (place.at === 'key') {
    return place.field && { text: fieldDoc(place.field), span: place.property.key.span };
  }
  const expression = expressionAt(place, text.document.text, offset);
  if (expression) return expressionHover(place, expression, offset, services);
  return argumentHover(place, services) ?? valueHover(place, services);
}

/** Why the state failed in the latest run, the last time. */
function failureDoc({ path }: State, failures: readonly StateFailure[]): Markdown | undefined {
  const last = failures.findLast(({ statePath }) => statePath === path);
  return last && markdown`**Why it failed in the latest run:** ${plain(last.sentence)}`;
}

function valueHover(place: Place, services: ServiceCatalogue | undefined): Hover | undefined {
  const { node, field } = place;
  if (node?.kind !== 'string' || !field || node.property?.key === node) return undefined;
  const span = node.span;
  const doc = valueDoc(place, field, node.value, services);
  return doc === undefined ? undefined : { text: doc, span };
}

function valueDoc(
  place: Place,
  field: FieldSpec,
  value: string,
  services: ServiceCatalogue | undefined,
): Markdown | undefined {
  if (field.value === 'stateName') {
    const state = place.scope.byName.get(value);
    return state && stateDoc(state);
  }
  if (field.value === 'errorNames' || field.name === 'Error') {
    const error = errorNamed(value);
    return error ? errorDoc(error) : callErrorDoc(place, value, services);
  }
  if (field.value === 'resource') return joinedDocs(resourceDoc(value), calledDoc(place, services));
  if (field.name === 'Type') {
    const type = STATE_TYPES.find((known) => known === value);
    return type && ourMarkdown(phrase`**${type} state**\n\n${STATE_TYPE_SPECS[type].doc}`);
  }
  return undefined;
}

function joinedDocs(...docs: readonly (Markdown | undefined)[]): Markdown | undefined {
  return docs.some(Boolean) ? joined(docs, '\n\n') : undefined;
}

function expressionHover(
  place: Place,
  expression: ExpressionPlace,
  offset: number,
  services: ServiceCatalogue | undefined,
): Hover | undefined {
  const member = resultHover(place, expression, offset, services);
  if (member) return member;
  const name = nameAround(expression, offset);
  if (!name) return undefined;
  // Of a dotted name only the part up to the cursor's word counts.
  const wordEnd = name.text.slice(offset - name.start).search(/[.\s]|$/) + offset - name.start;
  const shown = name.text.startsWith('States.') ? name.text : name.text.slice(0, wordEnd);
  const doc = nameDoc(place, expression.language, shown);
  return doc === undefined ? undefined : { text: doc, span: { start: name.start, end: name.start + shown.length } };
}

/** A member of what a service answers, by AWS's model of it. */
function resultHover(
  place: Place,
  { language, text, start }: ExpressionPlace,
  offset: number,
  services: ServiceCatalogue | undefined,
): Hover | undefined {
  const { pattern, isThere } = RESULT_MEMBER[language];
  if (!isThere(place)) return undefined;
  const end = offset - start + text.slice(offset - start).search(/\W|$/);
  const [, steps = '', name = ''] = pattern.exec(text.slice(0, end)) ?? [];
  if (name === '' || end - name.length > offset - start) return undefined;
  const member = resultMembers(place, services, steps).find(({ label }) => label === name);
  return member && { text: member.doc, span: { start: start + end - name.length, end: start + end } };
}

function nameDoc(place: Place, language: 'JSONPath' | 'JSONata', name: string): Markdown | undefined {
  const intrinsic = INTRINSIC_BY_NAME.get(name);
  if (intrinsic && language === 'JSONPath') {
    const example = `${intrinsic.example} → ${intrinsic.result}`;
    return documented(intrinsicSignature(intrinsic), intrinsic.doc, example);
  }
  const contextPath = /^(?:\$\$\.|\$states\.context\.)(.+)$/.exec(name)?.[1];
  if (contextPath !== undefined) {
    const member = contextMember(contextPath);
    if (!member) return undefined;
    return documented(`${name}: ${member.type}`, member.doc, member.example);
  }
  if (name === '$$')
    return ourMarkdown(phrase`The context object: facts about the execution, the state and the machine.`);
  if (language === 'JSONata') {
    const member = STATES_MEMBERS.find((candidate) => name === `$states.${candidate.name}`);
    if (member) return documented(name, member.doc);
    if (name === '$states') return documented(name, statesDoc());
    const doc = jsonataFunctionDoc(name.replace(/^\$/, ''));
    if (doc) return doc;
  }
  const variable = /^\$(\w+)$/.exec(name)?.[1];
  const assignments = variablesVisible(place.machine, place.scope).filter((assignment) => assignment.name === variable);
  if (assignments.length === 0) return undefined;
  const states = [...new Set(assignments.map(({ state }) => state.name))].map(codeSpan);
  return markdown`${codeBlock(name)}\n\nA variable, assigned in ${joined(states, ', ')}.`;
}

const statesDoc = (): Phrase =>
  phrase`What Step Functions gives the expression: \`input\`, \`context\`, and \`result\` or \`errorOutput\` where they exist.`;

/** @param doc the catalogue's Markdown */
function documented(signature: string, doc: string, example?: string): Markdown {
  const shown = example === undefined || example === '' ? undefined : codeBlock(example);
  return joined([codeBlock(signature), ourMarkdown(doc), shown], '\n\n');
}

/** A field's documentation: meaning, limits, example, source. */
export function fieldDoc(field: FieldSpec): Markdown {
  const facts = [
    field.queryLanguage && phrase`${field.queryLanguage} only`,
    field.required && phrase`required`,
    field.distributedOnly && phrase`distributed Map only`,
    field.default !== undefined && phrase`default \`${field.default}\``,
    field.minimum !== undefined && phrase`at least ${field.minimum.toLocaleString('en')}`,
    field.maximum !== undefined && phrase`at most ${field.maximum.toLocaleString('en')}`,
    field.nullable && phrase`\`null\` allowed`,
  ].filter((fact) => typeof fact === 'string');
  const values = field.values ? phrase`\n\nOne of ${field.values.map((value) => `\`${value}\``).join(', ')}.` : '';
  const title = `**${field.name}**${facts.length > 0 ? ` — ${facts.join(', ')}` : ''}`;
  const doc = ourMarkdown(`${title}\n\n${field.doc}${values}`);
  return joined([doc, codeBlock(field.example, 'json'), ourMarkdown(`*${field.source}*`)], '\n\n');
}

/** What a state is, as its name's hover shows it. */
export function stateDoc(state: State): Markdown {
  const type = ourMarkdown(state.type ? phrase`${state.type} state` : phrase`state without a known Type`);
  const comment = textOf(state.node, 'Comment');
  const calls = textOf(state.node, 'Resource');
  const targets = new Set(
    state.transitions.map(
      ({ kind, target }) => markdown`*${plain(target)}*${ourMarkdown(kind === 'catch' ? phrase` (on error)` : '')}`,
    ),
  );
  return joined(
    [
      markdown`**${plain(state.name)}** — ${type}`,
      comment === undefined ? undefined : paragraphs(comment),
      calls ? markdown`Calls ${codeSpan(calls)}` : undefined,
      targets.size > 0 ? markdown`Continues with ${joined([...targets], ', ')}` : undefined,
    ],
    '\n\n',
  );
}

export function errorDoc(error: ErrorSpec): Markdown {
  const caught = error.matcherOnly
    ? ''
    : phrase`\n\n\`States.ALL\` ${error.caughtByAll ? phrase`catches` : phrase`does not catch`} it, \`States.TaskFailed\` ${error.caughtByTaskFailed ? phrase`does too` : phrase`does not`}.`;
  return ourMarkdown(`**${error.name}**\n\n${error.doc}${caught}\n\n*${error.source}*`);
}

/** What a Resource calls, how it waits, and an example of its arguments and answer. */
export function resourceDoc(resource: string): Markdown | undefined {
  const parsed = parseResource(resource);
  if (!parsed) return undefined;
  if (parsed.kind === 'lambda')
    return markdown`**Lambda function ${plain(parsed.functionName)}**\n\nCalled with the state’s data; the task returns what the function returns.`;
  if (parsed.kind === 'activity')
    return markdown`**Activity ${plain(parsed.activityName)}**\n\nWork that your own worker fetches with \`GetActivityTask\` and answers.`;
  const how = ourMarkdown(parsed.pattern ? PATTERN_DOC[parsed.pattern]() : '');
  if (parsed.sdk)
    return markdown`**AWS SDK: ${plain(parsed.service)}:${plain(parsed.action)}**\n\nCalls this action of the service’s API. ${how}`;
  const integration = integrationNamed(parsed.service, parsed.action);
  if (!integration) return undefined;
  const supported =
    parsed.pattern === undefined ||
    [...integration.patterns, ...(parsed.sdk ? SDK_PATTERNS : [])].includes(parsed.pattern);
  const answer = parsed.pattern?.startsWith('sync')
    ? (integration.syncResponse ?? integration.response)
    : integration.response;
  const waits = supported ? how : markdown`This action does not support ${codeSpan(parsed.suffix ?? '')}.`;
  return joined(
    [
      markdown`**${plain(parsed.service)}:${plain(parsed.action)}**`,
      markdown`${ourMarkdown(integration.doc)} ${waits}`,
      markdown`Arguments\n${codeBlock(JSON.stringify(integration.request, null, 2), 'json')}`,
      markdown`Answer\n${codeBlock(JSON.stringify(answer, null, 2), 'json')}`,
      ourMarkdown(`*${integration.source}*`),
    ],
    '\n\n',
  );
}

const PATTERN_DOC = {
  requestResponse: () => phrase`The task ends when the service answers.`,
  sync: () => phrase`The task waits until the job ends.`,
  'sync:2': () => phrase`The task waits until the execution ends, and returns its output as JSON.`,
  waitForTaskToken: () =>
    phrase`The task waits until someone calls \`SendTaskSuccess\` or \`SendTaskFailure\` with its token.`,
} as const;
