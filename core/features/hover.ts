/** Hover: what the word under the cursor means. */
import { contextMember, STATES_MEMBERS } from '../catalog/contextObject';
import { errorNamed } from '../catalog/errors';
import type { ErrorSpec } from '../catalog/errors';
import { integrationNamed, parseResource, SDK_PATTERNS } from '../catalog/integrations';
import { INTRINSIC_BY_NAME, intrinsicSignature } from '../catalog/intrinsics';
import { STATE_TYPE_SPECS } from '../catalog/stateTypes';
import type { FieldSpec } from '../catalog/types';
import type { State } from '../model/machine';
import { STATE_TYPES } from '../model/machine';
import type { Span } from '../syntax/tree';
import { textOf } from '../syntax/value';
import { expressionAt, nameAround } from './expressionAt';
import type { ExpressionPlace } from './expressionAt';
import { jsonataFunctionDoc } from './jsonataFunctionDoc';
import { machineAt } from './languageText';
import type { LanguageText } from './languageText';
import { placeAt } from './place';
import type { Place } from './place';
import { variablesVisible } from './variables';

export interface Hover {
  /** Markdown. */
  readonly text: string;
  readonly span: Span;
}

export function hover(text: LanguageText, offset: number): Hover | undefined {
  const machine = machineAt(text, offset);
  const place = machine && placeAt(machine, text.document.text, offset);
  if (!place?.property) return undefined;
  if (place.at === 'stateName') {
    const state = place.scope.states.find(({ nameNode }) => nameNode === place.property?.key);
    return state && { text: stateDoc(state), span: state.nameNode.span };
  }
  if (place.at === 'key') {
    return place.field && { text: fieldDoc(place.field), span: place.property.key.span };
  }
  const expression = expressionAt(place, text.document.text, offset);
  return expression ? expressionHover(place, expression, offset) : valueHover(place);
}

function valueHover(place: Place): Hover | undefined {
  const { node, field } = place;
  if (node?.kind !== 'string' || !field || node.property?.key === node) return undefined;
  const span = node.span;
  const doc = valueDoc(place, field, node.value);
  return doc === undefined ? undefined : { text: doc, span };
}

function valueDoc(place: Place, field: FieldSpec, value: string): string | undefined {
  if (field.value === 'stateName') {
    const state = place.scope.byName.get(value);
    return state && stateDoc(state);
  }
  if (field.value === 'errorNames' || field.name === 'Error') {
    const error = errorNamed(value);
    return error && errorDoc(error);
  }
  if (field.value === 'resource') return resourceDoc(value);
  if (field.name === 'Type') {
    const type = STATE_TYPES.find((known) => known === value);
    return type && `**${type} state**\n\n${STATE_TYPE_SPECS[type].doc}`;
  }
  return undefined;
}

function expressionHover(place: Place, expression: ExpressionPlace, offset: number): Hover | undefined {
  const name = nameAround(expression, offset);
  if (!name) return undefined;
  // Of a dotted name only the part up to the cursor's word counts.
  const wordEnd = name.text.slice(offset - name.start).search(/[.\s]|$/) + offset - name.start;
  const shown = name.text.startsWith('States.') ? name.text : name.text.slice(0, wordEnd);
  const doc = nameDoc(place, expression.language, shown);
  return doc === undefined ? undefined : { text: doc, span: { start: name.start, end: name.start + shown.length } };
}

function nameDoc(place: Place, language: 'JSONPath' | 'JSONata', name: string): string | undefined {
  const intrinsic = INTRINSIC_BY_NAME.get(name);
  if (intrinsic && language === 'JSONPath') {
    const example = `${intrinsic.example} → ${intrinsic.result}`;
    return `${code(intrinsicSignature(intrinsic))}\n\n${intrinsic.doc}\n\n${code(example)}`;
  }
  const contextPath = /^(?:\$\$\.|\$states\.context\.)(.+)$/.exec(name)?.[1];
  if (contextPath !== undefined) {
    const member = contextMember(contextPath);
    if (!member) return undefined;
    return `${code(`${name}: ${member.type}`)}\n\n${member.doc}${member.example ? `\n\n${code(member.example)}` : ''}`;
  }
  if (name === '$$') return 'The context object: facts about the execution, the state and the machine.';
  if (language === 'JSONata') {
    const member = STATES_MEMBERS.find((candidate) => name === `$states.${candidate.name}`);
    if (member) return `${code(name)}\n\n${member.doc}`;
    if (name === '$states')
      return `${code(name)}\n\nWhat AWS hands the expression: \`input\`, \`context\`, and \`result\` or \`errorOutput\` where there is one.`;
    const doc = jsonataFunctionDoc(name.replace(/^\$/, ''));
    if (doc) return doc;
  }
  const variable = /^\$(\w+)$/.exec(name)?.[1];
  const assignments = variablesVisible(place.machine, place.scope).filter((assignment) => assignment.name === variable);
  if (assignments.length === 0) return undefined;
  const states = [...new Set(assignments.map(({ state }) => `\`${state.name}\``))];
  return `${code(name)}\n\nA variable, assigned in ${states.join(', ')}.`;
}

/** A field's documentation: meaning, limits, example, source. */
export function fieldDoc(field: FieldSpec): string {
  const facts = [
    field.queryLanguage && `${field.queryLanguage} only`,
    field.required && 'required',
    field.distributedOnly && 'distributed Map only',
    field.default !== undefined && `default \`${field.default}\``,
    field.minimum !== undefined && `at least ${field.minimum.toLocaleString('en')}`,
    field.maximum !== undefined && `at most ${field.maximum.toLocaleString('en')}`,
    field.nullable && '`null` allowed',
  ].filter((fact) => typeof fact === 'string');
  const values = field.values ? `\n\nOne of ${field.values.map((value) => `\`${value}\``).join(', ')}.` : '';
  return `**${field.name}**${facts.length > 0 ? ` — ${facts.join(', ')}` : ''}\n\n${field.doc}${values}\n\n${code(field.example, 'json')}\n\n*${field.source}*`;
}

/** What a state is, as its name's hover shows it. */
export function stateDoc(state: State): string {
  const title = `**${state.name}** — ${state.type ? `${state.type} state` : 'state without a known Type'}`;
  const comment = textOf(state.node, 'Comment');
  const calls = textOf(state.node, 'Resource');
  const targets = state.transitions.map(({ kind, target }) => (kind === 'catch' ? `${target} (on error)` : target));
  return [
    title,
    comment,
    calls && `Calls \`${calls}\``,
    targets.length > 0 && `Goes on to ${[...new Set(targets)].map((target) => `*${target}*`).join(', ')}`,
  ]
    .filter((part) => typeof part === 'string' && part !== '')
    .join('\n\n');
}

export function errorDoc(error: ErrorSpec): string {
  const caught = error.matcherOnly
    ? ''
    : `\n\n\`States.ALL\` ${error.caughtByAll ? 'catches' : 'does not catch'} it, \`States.TaskFailed\` ${error.caughtByTaskFailed ? 'does too' : 'does not'}.`;
  return `**${error.name}**\n\n${error.doc}${caught}\n\n*${error.source}*`;
}

/** What a Resource calls, how it waits, and an example of its arguments and answer. */
export function resourceDoc(resource: string): string | undefined {
  const parsed = parseResource(resource);
  if (!parsed) return undefined;
  if (parsed.kind === 'lambda')
    return `**Lambda function ${parsed.functionName}**\n\nCalled with the state’s data; the task returns what the function returns.`;
  if (parsed.kind === 'activity')
    return `**Activity ${parsed.activityName}**\n\nWork that a worker of your own fetches with \`GetActivityTask\` and answers.`;
  const how = parsed.pattern ? PATTERN_DOC[parsed.pattern] : '';
  if (parsed.sdk)
    return `**AWS SDK: ${parsed.service}:${parsed.action}**\n\nCalls this action of the service’s API. ${how}`;
  const integration = integrationNamed(parsed.service, parsed.action);
  if (!integration) return undefined;
  const supported =
    parsed.pattern === undefined ||
    [...integration.patterns, ...(parsed.sdk ? SDK_PATTERNS : [])].includes(parsed.pattern);
  const answer = parsed.pattern?.startsWith('sync')
    ? (integration.syncResponse ?? integration.response)
    : integration.response;
  return [
    `**${parsed.service}:${parsed.action}**`,
    `${integration.doc} ${supported ? how : `This service has no \`${parsed.suffix}\`.`}`,
    `Arguments\n${code(JSON.stringify(integration.request, null, 2), 'json')}`,
    `Answer\n${code(JSON.stringify(answer, null, 2), 'json')}`,
    `*${integration.source}*`,
  ].join('\n\n');
}

const PATTERN_DOC = {
  requestResponse: 'The task ends with the service’s answer.',
  sync: 'The task waits until the job has ended.',
  'sync:2': 'The task waits until the execution has ended and returns its output as JSON.',
  waitForTaskToken: 'The task waits until someone calls `SendTaskSuccess` or `SendTaskFailure` with its token.',
} as const;

function code(text: string, language = ''): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
