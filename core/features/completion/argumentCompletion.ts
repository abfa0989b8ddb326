/** The arguments of a service integration, at the top of a Task's Parameters or Arguments. */
import { integrationNamed, parseResource } from '../../catalog/integrations';
import { ourMarkdown } from '../../escape/markdown';
import { phrase } from '../../l10n/phrase';
import { textOf } from '../../syntax/value';
import type { CompletionContext, CompletionEntry } from './completionEntry';
import { commaAfter, commaBefore, fieldSnippet, snippetEscape, wordBefore } from './completionEntry';

/** Undefined where no key of those arguments can stand at the cursor. */
export function completeArgument(context: CompletionContext): CompletionEntry[] | undefined {
  const { place, document } = context;
  const { node, field, property, state } = place;
  if (!state || (field?.name !== 'Parameters' && field?.name !== 'Arguments')) return undefined;
  const key = node?.kind === 'string' && node.property?.key === node ? node : undefined;
  const object = key ? key.parent : node;
  if (!object || object !== property?.value || object.kind !== 'object') return undefined;
  const span = key ? context.spanOf(key.span) : wordBefore(context, /"?[\w.]*$/);
  if (!key && /:\s*$/.test(document.text.slice(object.span.start, span.start))) return undefined;

  const resource = parseResource(textOf(state.node, 'Resource') ?? '');
  const integration =
    resource?.kind === 'integration' ? integrationNamed(resource.service, resource.action) : undefined;
  if (!integration) return [];
  const present = new Set(
    object.properties.filter((other) => other.key !== key).map((other) => other.key.value.replace(/\.\$$/, '')),
  );
  const required = integration.required.flat();
  const names = new Set([...required, ...Object.keys(integration.request).map((name) => name.replace(/\.\$$/, ''))]);
  return [...names]
    .filter((name) => !present.has(name))
    .map((name) => {
      const written = document.language === 'json' ? JSON.stringify(name) : name;
      const sample = integration.request[name];
      const value = sample === undefined ? '"$1"' : JSON.stringify(sample).replace(/\$/g, '\\$');
      const text = fieldSnippet(context, snippetEscape(written), value, span) + commaAfter(context, span);
      return {
        label: name,
        kind: 'field',
        detail: required.includes(name) ? 'required' : undefined,
        doc: ourMarkdown(phrase`An argument of \`${integration.service}:${integration.action}\`. ${integration.doc}`),
        edit: { span, text },
        isSnippet: true,
        filterText: written,
        additional: commaBefore(context, span),
      };
    });
}
