/** Parameters and secrets that the project's stacks declare with a value that is known here. */
import { isJsonObject, type Json } from '../../core/json';
import { plainValue } from '../../core/template';
import { DECLARING } from '../../core/template/declaring';
import { filesOnDisk, parseTemplate } from '../../project';
import type { Files, Project, Stack } from '../../project';

type Declared = { readonly [key: string]: string };

/** How a stack of each kind is asked; what its reader has noted needs no row of its own. */
const BY_KIND: { readonly [kind in Stack['kind']]?: (stack: Stack, files: Files) => Declared } = {
  sam: ofTemplate,
  cloudformation: ofTemplate,
};

/**
 * By the keys under which a person may give others: `ssm:/shop/limit`. What has no name of its own is called as `Ref` has it here.
 *
 * @param stack whose own go before those of other stacks
 */
export function declaredParameters({ stacks }: Pick<Project, 'stacks'>, stack?: string): { [key: string]: string } {
  const files = filesOnDisk();
  const ownLast = [...stacks].sort((a, b) => Number(a.id === stack) - Number(b.id === stack));
  const found = ownLast.map((each) => BY_KIND[each.kind]?.(each, files) ?? each.declared);
  return Object.fromEntries(found.flatMap((each) => Object.entries(each ?? {})));
}

function ofTemplate({ files: [file] }: Stack, files: Files): Declared {
  const read = file === undefined ? undefined : parseTemplate(file, files);
  const root = read?.document.root && plainValue(read.document.root);
  const resources = isJsonObject(root) ? root['Resources'] : undefined;
  if (!read || !isJsonObject(resources)) return {};
  const text = (value: Json | undefined): string | undefined => {
    const resolved = value === undefined ? undefined : read.template.resolve(value);
    if (!resolved || resolved.kind === 'unknown' || resolved.kind === 'absent') return undefined;
    return read.template.textOf(resolved);
  };
  const found = Object.entries(resources).flatMap(([logicalId, resource]): [string, string][] => {
    if (!isJsonObject(resource) || !isJsonObject(resource['Properties'])) return [];
    const type = String(resource['Type']);
    const declares = Object.hasOwn(DECLARING, type) ? DECLARING[type]! : undefined;
    const properties = resource['Properties'];
    const value = declares && text(properties[declares.value]);
    if (!declares || value === undefined) return [];
    const name = properties[declares.name] === undefined ? logicalId : text(properties[declares.name]);
    return name === undefined ? [] : [[`${declares.key}${name}`, value]];
  });
  return Object.fromEntries(found);
}
