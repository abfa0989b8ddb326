import type { Span } from '../../../../core/syntax/tree';
import type { SourcePlace } from '../../../project';
import { placeOf } from '../static/place';
import type { AssemblyReading } from './functionCode';
import type { Resource, StackTemplate } from './templates';

/** Where a resource is made in the program, and where it is written in the template; the latter for both where no more is known. */
export function placesOf(
  resource: Resource,
  span: Span,
  { file, document, stack }: StackTemplate,
  { constructs }: AssemblyReading,
): { readonly source: SourcePlace; readonly written: SourcePlace } {
  const written: SourcePlace = { file, line: document.positionAt(span.start).line };
  const frames = resource.path === undefined ? [] : stack.framesOf(resource.path);
  const [made] = frames.flatMap((frame) => constructs.placeOf(frame) ?? []);
  if (made) return { source: made, written };
  const [construct] = constructs.find(resource.path, []);
  return { source: construct ? placeOf(construct.call) : written, written };
}
