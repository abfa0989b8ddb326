/** What a Resource may name: functions of the project, integrations, and every action of the AWS SDK, a service at a time. */
import { INTEGRATIONS, resourceArn } from '../../catalog/integrations';
import { actionsOf, operationName } from '../../catalog/services/calledOperation';
import { phrase } from '../../l10n/phrase';
import { textOf } from '../../syntax/value';
import { resourceDoc } from '../hover';
import type { CompletionContext, ValueOffer } from './completionEntry';

export function resources(context: CompletionContext): ValueOffer[] {
  const { field, state, node } = context.place;
  if (field?.values) return field.values.map((value) => ({ value, kind: 'resource' }));
  const written = (node?.kind === 'string' ? node.value : state && textOf(state.node, 'Resource')) ?? '';
  const [, prefix = '', service, isWhole] =
    /^(arn:(?:[\w-]+|\$\{[^}]*\}):states:::aws-sdk:)([\w-]*)(:)?/.exec(written) ?? [];
  if (service !== undefined) return sdkResources(context, prefix, isWhole ? service : undefined);
  const integrations = INTEGRATIONS.flatMap(({ service: of, action, patterns, doc }) =>
    patterns.map((pattern): ValueOffer => {
      const value = resourceArn(of, action, pattern);
      return { value, kind: 'resource', detail: doc, doc: resourceDoc(value) };
    }),
  );
  return [...functionNames(context), ...integrations, ...SDK_COMMON.map((call) => sdkOffer(call, SDK_PREFIX))];
}

const SDK_PREFIX = 'arn:aws:states:::aws-sdk:';

const SDK_COMMON = [
  's3:getObject',
  's3:putObject',
  's3:listObjectsV2',
  'dynamodb:query',
  'dynamodb:scan',
  'sfn:startSyncExecution',
  'secretsmanager:getSecretValue',
  'ssm:getParameter',
  'sesv2:sendEmail',
  'bedrockruntime:converse',
];

function sdkOffer(call: string, prefix: string, detail = 'AWS SDK'): ValueOffer {
  const value = `${prefix}${call}`;
  return { value, kind: 'resource', detail, doc: resourceDoc(value) };
}

/** Behind `aws-sdk:` all services; once one is named, its actions. */
function sdkResources({ services }: CompletionContext, prefix: string, service: string | undefined): ValueOffer[] {
  if (!services) return SDK_COMMON.map((call) => sdkOffer(call, prefix));
  if (service === undefined) {
    return services.services.map(({ name, id }) => ({
      value: `${prefix}${name}:`,
      kind: 'resource',
      detail: id,
      retrigger: true,
    }));
  }
  const table = services.table(service);
  if (!table) return [];
  const deprecated = phrase`deprecated`;
  return actionsOf(table).map((action) => {
    const isOld = table.operations.get(operationName(action))?.deprecated === true;
    return sdkOffer(`${service}:${action}`, prefix, isOld ? deprecated : table.id);
  });
}

export function functionNames({ names }: CompletionContext): ValueOffer[] {
  return [
    ...names.placeholders.map((name): ValueOffer => ({
      value: `\${${name}}`,
      kind: 'resource',
      detail: 'DefinitionSubstitutions',
    })),
    ...names.functions.map((name): ValueOffer => ({
      value: name,
      kind: 'resource',
      detail: phrase`function of the project`,
    })),
  ];
}
