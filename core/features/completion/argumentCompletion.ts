/** The arguments of a call: their names, at any depth of a Task's Parameters or Arguments, and values that are known. */
import { integrationNamed } from '../../catalog/integrations';
import type { Integration } from '../../catalog/integrations';
import { calledOperation, callName, membersInOrder, writtenMember } from '../../catalog/services/calledOperation';
import type { CalledOperation } from '../../catalog/services/calledOperation';
import type { Shape } from '../../catalog/services/serviceTable';
import { ourMarkdown } from '../../escape/markdown';
import type { Markdown } from '../../escape/markdown';
import { argumentsField, shapeOf } from '../../facts/serviceArguments';
import { calledResource } from '../../facts/tasks';
import { phrase } from '../../l10n/phrase';
import type { State } from '../../model/machine';
import type { ObjectNode, StringNode, SyntaxNode } from '../../syntax/tree';
import { memberDoc, shapeWords } from '../serviceDoc';
import type { CompletionContext, CompletionEntry } from './completionEntry';
import {
  commaAfter,
  commaBefore,
  fieldSnippet,
  scalarText,
  snippetEscape,
  valueSpan,
  wordBefore,
} from './completionEntry';

/** Undefined where neither a key nor a known value of those arguments can stand at the cursor. */
export function completeArgument(context: CompletionContext): CompletionEntry[] | undefined {
  const { place, services } = context;
  const { node, property, state } = place;
  const root = property?.value;
  if (!state || state.type !== 'Task' || !root || !node || place.field?.name !== argumentsField(state))
    return undefined;
  const called = calledOperation(calledResource(state), services);
  const key = node.kind === 'string' && node.property?.key === node ? node : undefined;
  const object = key ? key.parent : node;
  if (object?.kind === 'object') {
    const span = key ? context.spanOf(key.span) : wordBefore(context, /"?[\w.]*$/);
    const isKey = key !== undefined || !/:\s*$/.test(context.source.slice(object.span.start, span.start));
    if (isKey) return argumentNames(context, { state, called, root, object, key });
  }
  return called && argumentValues(context, called, root);
}

interface KeyPlace {
  readonly state: State;
  readonly called?: CalledOperation;
  readonly root: SyntaxNode;
  readonly object: ObjectNode;
  readonly key?: StringNode;
}

interface Argument {
  readonly name: string;
  readonly isRequired: boolean;
  readonly detail?: string;
  readonly doc: Markdown;
  /** In JSON, with tab stops. */
  readonly snippet: string;
  readonly goesOn: boolean;
}

function argumentNames(context: CompletionContext, at: KeyPlace): CompletionEntry[] | undefined {
  const { document } = context;
  const { object, root, key, called, state } = at;
  const shape = called && shapeOf(object, root, called);
  const ofModel = called && shape ? modelArguments(called, shape) : [];
  const offered = object === root ? withIntegration(state, ofModel) : ofModel;
  if (offered.length === 0 && object !== root) return undefined;
  const span = key ? context.spanOf(key.span) : wordBefore(context, /"?[\w.]*$/);
  const present = new Set(
    object.properties
      .filter((other) => other.key !== key)
      .map((other) => other.key.value.replace(/\.\$$/, '').toLowerCase()),
  );
  const hasValue = key !== undefined && /^[ \t]*:[ \t]*\S/.test(document.text.slice(span.end));
  return offered
    .filter(({ name }) => !present.has(name.toLowerCase()))
    .map(({ name, isRequired, detail, doc, snippet, goesOn }) => {
      const written = document.language === 'json' ? JSON.stringify(name) : name;
      const common = {
        label: name,
        kind: 'field',
        detail: isRequired ? (detail === undefined ? phrase`required` : phrase`${detail}, required`) : detail,
        doc,
        filterText: written,
        additional: commaBefore(context, span),
      } as const;
      if (hasValue) return { ...common, edit: { span, text: written } };
      const text = fieldSnippet(context, snippetEscape(written), snippet, span) + commaAfter(context, span);
      return { ...common, edit: { span, text }, isSnippet: true, ...(goesOn && { retrigger: true }) };
    });
}

/** What stands in most maps, or in JSON of the user's own, is named by nobody. */
function modelArguments(called: CalledOperation, shape: Shape): Argument[] {
  if (shape.kind === 'map' && shape.keys.kind === 'enum') return mapKeys(called, shape.keys.values, shape.values);
  if (shape.kind !== 'structure') return [];
  return membersInOrder(shape).map((member) => ({
    name: writtenMember(called, member.name),
    isRequired: member.required,
    detail: shapeWords(member.type),
    doc: memberDoc(called, member),
    snippet: snippetOf(member.type),
    goesOn: member.type.kind === 'enum',
  }));
}

function mapKeys(called: CalledOperation, names: readonly string[], values: Shape): Argument[] {
  const doc = ourMarkdown(phrase`A value of \`${callName(called)}\`.`);
  return names.map((name) => ({
    name,
    isRequired: false,
    detail: shapeWords(values),
    doc,
    snippet: snippetOf(values),
    goesOn: values.kind === 'enum',
  }));
}

function snippetOf({ kind }: Shape): string {
  switch (kind) {
    case 'structure':
    case 'map':
      return '{\n\t$1\n}';
    case 'list':
      return '[$1]';
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
    case 'boolean':
      return '$1';
    default:
      return '"$1"';
  }
}

/** What the table of integrations has of a call comes first, with its samples. */
function withIntegration(state: State, ofModel: readonly Argument[]): readonly Argument[] {
  const resource = calledResource(state);
  const integration =
    resource?.kind === 'integration' && !resource.sdk ? integrationNamed(resource.service, resource.action) : undefined;
  if (!integration) return ofModel;
  const own = ownArguments(integration);
  const rest = ofModel.filter(({ name }) => !own.some((each) => each.name.toLowerCase() === name.toLowerCase()));
  const described = own.map((each) => ({
    ...each,
    detail: ofModel.find(({ name }) => name.toLowerCase() === each.name.toLowerCase())?.detail,
  }));
  return [...described, ...rest];
}

function ownArguments(integration: Integration): Argument[] {
  const required = integration.required.flat();
  const names = new Set([...required, ...Object.keys(integration.request).map((name) => name.replace(/\.\$$/, ''))]);
  return [...names].map((name) => {
    const sample = integration.request[name];
    return {
      name,
      isRequired: required.includes(name),
      doc: ourMarkdown(phrase`An argument of \`${integration.service}:${integration.action}\`. ${integration.doc}`),
      snippet: sample === undefined ? '"$1"' : JSON.stringify(sample).replace(/\$/g, '\\$'),
      goesOn: false,
    };
  });
}

/** Values that the model lists. Undefined: it lists none. */
function argumentValues(
  context: CompletionContext,
  called: CalledOperation,
  root: SyntaxNode,
): CompletionEntry[] | undefined {
  const shape = shapeAtValue(context, called, root);
  const values =
    shape?.kind === 'enum' ? shape.values : shape?.kind === 'boolean' ? ['true', 'false'] : ([] as readonly string[]);
  if (!shape || values.length === 0) return undefined;
  const span = valueSpan(context);
  return values.map((value) => {
    const text = shape.kind === 'enum' ? scalarText(context, value, span) : value;
    const doc = ourMarkdown(phrase`A value of \`${callName(called)}\`.`);
    return { label: value, kind: 'value', doc, edit: { span, text }, filterText: text };
  });
}

/** Behind a colon with nothing after it the node at the cursor is the object around. */
function shapeAtValue(context: CompletionContext, called: CalledOperation, root: SyntaxNode): Shape | undefined {
  const { node } = context.place;
  if (!node) return undefined;
  const shape = shapeOf(node, root, called);
  if (node.kind === 'array') return shape?.kind === 'list' ? shape.of : undefined;
  if (node.kind !== 'object') return shape;
  const name = /"?([\w.]+)"?\s*:\s*"?\w*$/.exec(context.source.slice(node.span.start, context.offset))?.[1];
  const property = node.properties.find(({ key }) => key.value === name);
  return property && !property.value ? shapeOf(property.key, root, called) : undefined;
}
