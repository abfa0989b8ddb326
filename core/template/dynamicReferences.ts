/** `{{resolve:…}}` within texts. Source: CloudFormation, "Use dynamic references to specify values stored in other AWS services". */
import { phrase } from '../l10n/phrase';
import type { UnsetValue } from '../values';
import { fillerIn } from './resolution';
import { givenOrUnset } from './scope';
import type { TemplateScope } from './scope';

const REFERENCE = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]+)\}\}/g;

/** A text with the values of what it refers to, else with their fillers. */
export function withDynamicReferences(text: string, scope: TemplateScope): string {
  if (!text.includes('{{resolve:')) return text;
  return text.replace(REFERENCE, (_, service: string, address: string) => {
    // Which one is meant is not known either.
    const open = fillerIn(address);
    if (open !== undefined) return open;
    const value = givenOrUnset(
      service === 'secretsmanager' ? secret(address) : systemsManager(service, address),
      scope,
    );
    if (value.kind === 'unknown') return value.text;
    return value.kind === 'literal' && typeof value.value !== 'object' ? String(value.value) : '';
  });
}

function systemsManager(service: string, address: string): Omit<UnsetValue, 'filler'> {
  // A version may follow the name.
  const name = address.replace(/:\d+$/, '');
  const why = phrase`Only AWS knows the value of the parameter ${name} of Systems Manager.`;
  return { key: `ssm:${name}`, why, ...(service === 'ssm-secure' && { isSecret: true }) };
}

/** `ID[:SecretString[:KEY[:STAGE[:VERSION]]]]`, where the id may be an ARN with colons of its own. */
function secret(address: string): Omit<UnsetValue, 'filler'> {
  const [id = address, behind = ''] = address.split(/:SecretString(?::|$)/);
  const key = behind.split(':')[0];
  const why = phrase`Only AWS knows the secret ${id}.`;
  return { key: `secret:${key ? `${id}#${key}` : id}`, why, isSecret: true };
}
