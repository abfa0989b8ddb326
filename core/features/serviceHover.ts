/** Hover in the calls of AWS services: their arguments, values and errors. */
import { calledOperation, callName, errorsOf, memberNamed } from '../catalog/services/calledOperation';
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import { codeSpan, markdown, ourMarkdown } from '../escape/markdown';
import type { Markdown } from '../escape/markdown';
import { argumentsField, shapeOf } from '../facts/serviceArguments';
import { calledResource } from '../facts/tasks';
import { phrase } from '../l10n/phrase';
import type { Span } from '../syntax/tree';
import type { Place } from './place';
import { memberDoc, operationDoc } from './serviceDoc';

/** An argument, by its name or its value. */
export function argumentHover(
  { state, field, property, node }: Place,
  services: ServiceCatalogue | undefined,
): { readonly text: Markdown; readonly span: Span } | undefined {
  const root = property?.value;
  if (!state || !root || !node || node === root || field?.name !== argumentsField(state)) return undefined;
  const called = calledOperation(calledResource(state), services);
  if (node.kind === 'object' || node.kind === 'array') return undefined;
  const key = node.property?.key;
  const outer = called && key && shapeOf(key.parent!, root, called);
  if (outer?.kind !== 'structure') return undefined;
  const member = memberNamed(outer, key!.value.replace(/\.\$$/, ''));
  return member && { text: memberDoc(called!, member), span: node.span };
}

/** What the model says of the action that a state calls. */
export function calledDoc({ state }: Place, services: ServiceCatalogue | undefined): Markdown | undefined {
  const called = state && calledOperation(calledResource(state), services);
  return called && operationDoc(called, services!);
}

/** An error that the call raises by its model. */
export function callErrorDoc(
  { state }: Place,
  error: string,
  services: ServiceCatalogue | undefined,
): Markdown | undefined {
  const called = state && calledOperation(calledResource(state), services);
  if (!called || !errorsOf(called).includes(error)) return undefined;
  return markdown`**${codeSpan(error)}**\n\n${ourMarkdown(phrase`${callName(called)} raises it, by AWS’s models of ${services!.date}.`)}`;
}
