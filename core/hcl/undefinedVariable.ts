import { phrase } from '../l10n/phrase';
import type { ValueKey } from '../values';
import { attributeIn } from './attributeIn';
import { evaluate } from './evaluate';
import type { Block, HclBody } from './tree';
import { isList, plain, Unknown } from './value';
import type { Scope } from './value';

/** A variable that nothing gives a value to, with what its declaration says of it. */
export function undefinedVariable(
  key: ValueKey,
  { block }: { readonly block: Block },
  place: { readonly file: string; readonly line: number },
  scope: Scope,
): Unknown {
  const secret = attributeIn(block.body, 'sensitive')?.value;
  const suggestions = allowedValues(block.body, scope);
  return Unknown.of({
    key,
    why: phrase`The variable ${block.labels[0]?.text ?? ''} has no default, and no file of variables gives it.`,
    place,
    ...(suggestions.length > 0 ? { suggestions } : {}),
    ...(secret?.kind === 'literal' && secret.value === true ? { isSecret: true } : {}),
  });
}

/** What a variable's `validation` takes: `contains(["dev", "prod"], var.stage)`. */
function allowedValues(body: HclBody, scope: Scope): string[] {
  return body.blocks.flatMap((block) => {
    const condition = block.type === 'validation' ? attributeIn(block.body, 'condition')?.value : undefined;
    if (condition?.kind !== 'call' || condition.name !== 'contains' || !condition.arguments[0]) return [];
    const list = plain(evaluate(condition.arguments[0], scope));
    return isList(list) ? list.flatMap((item) => (typeof item === 'string' ? item : [])) : [];
  });
}
