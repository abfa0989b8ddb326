/** What AWS's models say of a service, an action, an argument, for people. */
import {
  callName,
  errorsOf,
  integrationOf,
  membersInOrder,
  takesJson,
  writtenMember,
  type CalledOperation,
} from '../catalog/services/calledOperation';
import type { ServiceCatalogue } from '../catalog/services/serviceCatalogue';
import type { Member, Shape, StructureShape } from '../catalog/services/serviceTable';
import { codeSpan, joined, markdown, ourMarkdown } from '../escape/markdown';
import type { Markdown } from '../escape/markdown';
import { phrase } from '../l10n/phrase';

/** A few words for a type: `list of texts`. */
export function shapeWords(shape: Shape): string {
  switch (shape.kind) {
    case 'structure':
      return shape.union ? phrase`one of several` : phrase`object`;
    case 'map':
      return phrase`object`;
    case 'list':
      return phrase`list: ${shapeWords(shape.of)}`;
    case 'enum':
      return shape.values.length <= 3 ? shape.values.join(' | ') : phrase`one of ${shape.values.length} values`;
    case 'integer':
    case 'long':
      return phrase`whole number`;
    case 'float':
    case 'double':
      return phrase`number`;
    case 'boolean':
      return phrase`true or false`;
    case 'timestamp':
      return phrase`timestamp`;
    case 'document':
      return phrase`any JSON`;
    case 'blob':
    case 'string':
      return phrase`text`;
  }
}

/** So many names can be read in a hover. */
const MOST_NAMES = 40;

/** An argument, or a member of an answer. */
export function memberDoc(called: CalledOperation, member: Member): Markdown {
  const { name, required, type } = member;
  const words = takesJson(called, writtenMember(called, name)) ? phrase`any JSON` : shapeWords(type);
  const title = markdown`**${codeSpan(writtenMember(called, name))}** — ${ourMarkdown(words)}${ourMarkdown(required ? phrase`, required` : '')}`;
  const inner = type.kind === 'list' ? type.of : type.kind === 'map' ? type.values : type;
  return joined(
    [
      title,
      inner.kind === 'enum' ? markdown`${ourMarkdown(phrase`One of`)} ${listed(inner.values)}.` : undefined,
      inner.kind === 'structure' && inner.members.size > 0
        ? markdown`${ourMarkdown(phrase`Members`)}: ${namesOf(called, inner)}.`
        : undefined,
      markdown`*${codeSpan(callName(called))}*`,
    ],
    '\n\n',
  );
}

function namesOf(called: CalledOperation, shape: StructureShape): Markdown {
  return listed(
    membersInOrder(shape).map(({ name, required }) => `${writtenMember(called, name)}${required ? '*' : ''}`),
  );
}

function listed(names: readonly string[]): Markdown {
  const more = names.length > MOST_NAMES ? [ourMarkdown('…')] : [];
  return joined([...names.slice(0, MOST_NAMES).map(codeSpan), ...more], ', ');
}

/** An action: what it takes, gives and raises, and when AWS said so. */
export function operationDoc(called: CalledOperation, { date }: ServiceCatalogue): Markdown {
  const { operation, input, output, isSdk, service } = called;
  const errors = errorsOf(called);
  const twin = isSdk ? integrationOf(service.name, callName(called).split(':').pop() ?? '') : undefined;
  return joined(
    [
      operation.deprecated ? ourMarkdown(phrase`AWS has deprecated this action.`) : undefined,
      input && input.members.size > 0
        ? markdown`${ourMarkdown(phrase`Arguments (\`*\` must be given)`)}: ${namesOf(called, input)}`
        : undefined,
      output && output.members.size > 0
        ? markdown`${ourMarkdown(phrase`Answer`)}: ${listed([...output.members.keys()].map((name) => writtenMember(called, name)))}`
        : undefined,
      errors.length > 0 ? markdown`${ourMarkdown(phrase`Errors`)}: ${listed(errors)}` : undefined,
      twin === undefined
        ? undefined
        : ourMarkdown(phrase`Step Functions has an integration of its own for it: \`${twin}\`.`),
      markdown`*${ourMarkdown(phrase`AWS’s models of ${date}`)}*`,
    ],
    '\n\n',
  );
}
