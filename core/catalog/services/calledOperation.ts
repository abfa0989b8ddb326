/** What a Task calls, in the words of the service's model. */
import { INTEGRATIONS, SERVICES, errorNamesOf, integrationNamed, type ParsedResource } from '../integrations';
import { takenStructure } from '../integrations/takenArguments';
import { actionInDefinition, exceptionName, memberInDefinition, stateError } from './javaNames';
import type { ServiceCatalogue } from './serviceCatalogue';
import type { Member, Operation, ServiceTable, StructureShape } from './serviceTable';

export interface CalledOperation {
  readonly service: ServiceTable;
  readonly operation: Operation;
  /** `aws-sdk:dynamodb`, or `dynamodb` of an integration. */
  readonly resourceService: string;
  /** As the definition writes it, which is not always its command: `addStep`, which calls AddJobFlowSteps. */
  readonly action: string;
  readonly isSdk: boolean;
  /** No model has it: what it takes stands in the table of integrations. */
  readonly isOwn?: true;
  /** What it takes; absent where the integration takes something else. */
  readonly input?: StructureShape;
  /** What the task returns; absent where it waits for something else than the answer of the call. */
  readonly output?: StructureShape;
}

/** Members that a service takes, or gives, as text or bytes, and its integration as JSON too. Source: the page of each integration. */
const JSON_TEXTS: { readonly [integration: string]: string } = {
  'sns:publish': 'Message',
  'sqs:sendMessage': 'MessageBody',
  'events:putEvents': 'Detail',
  'states:startExecution': 'Input',
  'lambda:invoke': 'Payload',
  'bedrock:invokeModel': 'Body',
};

/** What the catalogue calls an integrated service. */
export function modelName(service: string): string {
  const { client = service } = SERVICES.find(({ name }) => name === service) ?? {};
  return client.replaceAll('-', '');
}

/** Undefined where nothing says what it takes: a function, an activity, what the catalogue does not know. */
export function calledOperation(
  resource: ParsedResource | undefined,
  catalogue: ServiceCatalogue | undefined,
): CalledOperation | undefined {
  if (resource?.kind !== 'integration' || !catalogue) return undefined;
  const { sdk: isSdk, service: name, action, pattern } = resource;
  const integration = isSdk ? undefined : integrationNamed(name, action);
  if (!isSdk && !integration) return undefined;
  const service = catalogue.table(isSdk ? name : modelName(name));
  const operation =
    service?.operations.get(integration?.sdk?.command ?? operationName(action)) ??
    (integration?.takes && ownOperation(action));
  if (!service || !operation) return undefined;
  const own = integration?.takes && takenStructure(integration.takes, integration.required);
  const takesOther = integration?.sdk?.parameters !== undefined && !Object.hasOwn(JSON_TEXTS, `${name}:${action}`);
  const givesOther =
    integration?.sdk?.answer !== undefined || integration?.nobody !== undefined || pattern !== 'requestResponse';
  return {
    service,
    operation,
    resourceService: isSdk ? `aws-sdk:${name}` : name,
    action,
    isSdk,
    ...(own ? { isOwn: true, input: own } : !takesOther && { input: operation.input ?? NOTHING }),
    ...(!givesOther && { output: operation.output ?? NOTHING }),
  };
}

/** Of what is no command of its service. */
function ownOperation(action: string): Operation {
  const name = operationName(action);
  return { name, errors: [], method: '', requestUri: '', responseCode: 200, deprecated: false };
}

const NOTHING: StructureShape = { kind: 'structure', members: new Map(), union: false };

/** `PutItem` of `putItem`. */
export function operationName(action: string): string {
  return action.charAt(0).toUpperCase() + action.slice(1);
}

/** `sns:publish`, as a definition names it. */
export function callName({ resourceService, action }: CalledOperation): string {
  return `${resourceService}:${action}`;
}

/** Whether a member that is text in the model may be JSON here. */
export function takesJson(called: CalledOperation, member: string): boolean {
  return !called.isSdk && JSON_TEXTS[callName(called)] === member;
}

/** Members that the SDK for Java calls otherwise, for their names are words of Java. Source: its `customization.config`. */
const JAVA_NAMES: { readonly [member: string]: string } = { NULL: 'Nul' };

/** A member as the definition writes it. Integrations of their own write the model's name, capitalized. */
export function writtenMember({ isSdk }: Pick<CalledOperation, 'isSdk'>, name: string): string {
  return isSdk ? (JAVA_NAMES[name] ?? memberInDefinition(name)) : name.charAt(0).toUpperCase() + name.slice(1);
}

const METADATA: ReadonlySet<string> = new Set(['SdkHttpMetadata', 'SdkResponseMetadata']);

/** Whether a member is what Step Functions adds to the answer of an integration of its own. Source: recorded. */
export function isMetadata(name: string, { isSdk }: Pick<CalledOperation, 'isSdk'>): boolean {
  return !isSdk && METADATA.has(name);
}

const byPlainName = new WeakMap<StructureShape, ReadonlyMap<string, Member>>();

/** The member that a definition means. Names that differ in case alone are one: the rules for it have exceptions. */
export function memberNamed(shape: StructureShape, name: string): Member | undefined {
  let members = byPlainName.get(shape);
  if (!members) {
    const named = [...shape.members.values()].flatMap((member) =>
      [member.name, JAVA_NAMES[member.name] ?? member.name].map((each) => [plainName(each), member] as const),
    );
    byPlainName.set(shape, (members = new Map(named)));
  }
  return shape.members.get(name) ?? members.get(plainName(name));
}

function plainName(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

/** The members, those first that must be there. */
export function membersInOrder({ members }: StructureShape): readonly Member[] {
  const all = [...members.values()];
  return [...all.filter(({ required }) => required), ...all.filter(({ required }) => !required)];
}

/** Names of the errors that a task can raise by it, as a catcher names them. */
export function errorsOf({ service, operation, isSdk, resourceService }: CalledOperation): readonly string[] {
  const names = isSdk ? undefined : errorNamesOf(resourceService);
  if (!names) return operation.errors.map(({ name }) => stateError(service.id, name));
  return operation.errors.map(({ name }) => `${names.prefix}.${exceptionName(name)}`);
}

/** Actions of a service as a definition writes them. */
export function actionsOf({ operations }: ServiceTable): readonly string[] {
  return [...operations.values()].map(({ name }) => actionInDefinition(name));
}

/** The integration that calls the same, where there is one. */
export function integrationOf(service: string, action: string): string | undefined {
  const found = INTEGRATIONS.find((each) => modelName(each.service) === service && each.action === action);
  return found && `${found.service}:${found.action}`;
}
