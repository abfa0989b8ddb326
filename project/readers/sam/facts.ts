import type { Span } from '../../../core/syntax/tree';
import type { TemplateFunction, TemplateMachine } from '../../../core/template';
import type { SourcePlace, Trigger } from '../../project';
import { faultNear } from '../../templateFile';
import type { TemplateFile } from '../../templateFile';

/** As {@link TemplateFault} is told of what the template declares at a place. */
export function faultAt({ start }: Span, template: TemplateFile): string | undefined {
  const fault = faultNear(template, start);
  return fault && `${template.file}:${fault.line + 1}:${fault.character + 1}: ${fault.message}`;
}

export function placeOf(span: Span, { file, document }: TemplateFile): SourcePlace {
  return { file, line: document.positionAt(span.start).line };
}

export function factsOf(
  { spans }: TemplateFunction | TemplateMachine,
  template: TemplateFile,
): { readonly [fact: string]: SourcePlace } {
  return Object.fromEntries(Object.entries(spans).map(([fact, span]) => [fact, placeOf(span, template)]));
}

export function triggersOf(
  { triggers }: TemplateFunction | TemplateMachine,
  template: TemplateFile,
): Trigger[] | undefined {
  if (triggers.length === 0) return undefined;
  return triggers.map(({ span, ...trigger }) => ({ ...trigger, place: placeOf(span, template) }));
}
