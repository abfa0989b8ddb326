/** Which provider's region a resource is made in. Source: Terraform, "Provider Configuration", "Providers Within Modules". */
import { attributeIn } from './attributeIn';
import { literalText } from './tree';
import type { Block, Expression } from './tree';

/** The alias of a reference to a provider of AWS's: none in `aws`, `west` in `aws.west`; undefined of any other. */
export function aliasOf(written: Expression | undefined): string | undefined {
  // A bare key of an object is a text.
  const name = written?.kind === 'variable' ? written.name : literalText(written);
  if (name !== undefined) return name === 'aws' ? '' : undefined;
  const isAlias = written?.kind === 'attribute' && written.of.kind === 'variable' && written.of.name === 'aws';
  return isAlias ? written.name : undefined;
}

/** What a module's caller calls the provider that has an alias in the module. */
export function handedProvider(call: Block, alias: string): string | undefined {
  const handed = attributeIn(call.body, 'providers')?.value;
  if (handed?.kind !== 'object') return alias === '' ? '' : undefined;
  const found = handed.items.find(({ key }) => aliasOf(key) === alias);
  return found ? aliasOf(found.value) : alias === '' ? '' : undefined;
}
