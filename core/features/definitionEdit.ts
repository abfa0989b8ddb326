/** A change of one member of a state, as edits of the text that holds it. */
import { yamlScalar } from '../catalog/snippet';
import type { DefinitionEdit } from '../interpreter/historyEvent';
import type { ObjectNode, SyntaxNode } from '../syntax/tree';
import { toValue } from '../syntax/value';
import type { LanguageText } from './languageText';
import type { TextEdit } from './rename';

/** Undefined where the text has another value there than the change is about. */
export function editsOf(text: LanguageText, offset: number, edit: DefinitionEdit): readonly TextEdit[] | undefined {
  const found = text.machines
    .filter(({ machine: { node } }) => !text.isHost || (node.span.start <= offset && offset <= node.span.end))
    .flatMap(({ machine }) => machine.byPath.get(edit.statePath) ?? []);
  const node = found[0] && nodeAt(found[0].node, edit.at);
  if (!node || JSON.stringify(toValue(node)) !== JSON.stringify(edit.was)) return undefined;
  const edits: TextEdit[] = [];
  const { name, value } = edit;
  const key = node.property?.key;
  if (name !== undefined && key) edits.push({ span: key.span, text: written(text, key, name) });
  if (value !== undefined) edits.push({ span: node.span, text: written(text, node, value) });
  return edits.length > 0 ? edits : undefined;
}

function nodeAt(state: ObjectNode, at: DefinitionEdit['at']): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = state;
  for (const step of at) {
    if (node?.kind === 'object') node = node.properties.findLast(({ key }) => key.value === step)?.value;
    else if (node?.kind === 'array' && typeof step === 'number') node = node.items[step];
    else return undefined;
  }
  return node;
}

/** A text in the quotes of the one whose place it takes. */
function written({ document }: LanguageText, { span }: SyntaxNode, value: string): string {
  const first = document.text[span.start];
  if (first === '"') return JSON.stringify(value);
  return first === "'" ? `'${value.replaceAll("'", "''")}'` : yamlScalar(value);
}
