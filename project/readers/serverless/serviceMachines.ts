import { isJsonObject, type Json } from '../../../core/json';
import { phrase } from '../../../core/l10n/phrase';
import { machineLogicalId } from '../../../core/serverless';
import { MappedText, MappedTextBuilder } from '../../../core/syntax/mappedText';
import { machineNameOf } from '../../definitionFile';
import { hasFiller } from '../../../core/values';
import type { ProjectMachine } from '../../project';
import type { CloudFormation } from './cloudFormation';
import { mappedDefinition } from './mappedDefinition';
import { placeOf, type Entry, type Part } from './part';
import type { Service } from './service';
import { resourceTriggers } from './resourceTriggers';
import { triggersOf } from './serviceFunctions';

/** A machine of serverless-step-functions as it is declared, its address known before its values are. */
export interface DeclaredMachine extends Entry {
  readonly logicalId: string;
  readonly name: string;
}

/** The machines of a service; what stands for their names is there for CloudFormation's functions from now on. */
export function declaredMachines(service: Service, cloudFormation: CloudFormation): DeclaredMachine[] {
  const section = service.at('stepFunctions');
  const machines = machineEntries(service, section && service.follow(section, ['stateMachines'])).map((entry) => {
    const textOf = (name: string): string | undefined => {
      const value = service.plain(service.follow(entry.part, [name]));
      return value === undefined ? undefined : cloudFormation.text(value, entry.part);
    };
    const name = textOf('name');
    const key = entry.key === '' ? (name ?? textOf('id') ?? 'stateMachine') : entry.key;
    return { ...entry, key, name: name ?? key, logicalId: machineLogicalId(key, textOf('id'), name) };
  });
  for (const { logicalId, name } of machines)
    cloudFormation.add([logicalId], 'AWS::StepFunctions::StateMachine', { StateMachineName: name });
  for (const item of service.items(section && service.follow(section, ['activities']))) {
    const name = service.text(item);
    if (name === undefined) continue;
    const id = machineLogicalId(name, undefined, undefined).replace(/StateMachine$/, 'Activity');
    cloudFormation.add([id], 'AWS::StepFunctions::Activity', { Name: name });
  }
  return machines;
}

/** A list holds maps of machines, or machines that name themselves. */
function machineEntries(service: Service, part: Part | undefined): Entry[] {
  const items = service.items(part);
  if (items.length === 0) return service.entries(part);
  return items.flatMap((item): Entry[] =>
    service.follow(item, ['definition']) ? [{ key: '', declared: item, part: item }] : service.entries(item),
  );
}

/** Undefined, and a problem, where there is no definition. */
export function serviceMachine(
  machine: DeclaredMachine,
  service: Service,
  cloudFormation: CloudFormation,
): ProjectMachine | undefined {
  const { key, part, logicalId, name } = machine;
  const source = placeOf(machine.declared);
  const definition = service.follow(part, ['definition']);
  const place = definition && definitionIn(definition, service, cloudFormation);
  if (!definition || !place) {
    service.tell(phrase`The state machine ${key} has no definition that can be read.`, machine.declared);
    return undefined;
  }
  const { file } = definition.source;
  const isOwnFile = file !== service.root.source.file && !('span' in place);
  return {
    name,
    aliases: [...new Set([key, logicalId, ...(isOwnFile ? [machineNameOf(file)] : [])])].filter(
      (alias) => alias !== name,
    ),
    template: service.root.source.file,
    file,
    ...place,
    type: service.text(service.follow(part, ['type'])) === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    triggers: resourceTriggers(
      [logicalId],
      service,
      cloudFormation,
      triggersOf(service, service.follow(part, ['events']), cloudFormation),
    ),
    // What stands in the text is resolved in it.
    substitutions: {},
    source,
    from: { definition: placeOf(definition) },
  };
}

/** Where in its file a definition stands, and its text where that had to be put together. */
export function definitionIn(
  definition: Part,
  service: Service,
  cloudFormation: CloudFormation,
): Pick<ProjectMachine, 'span' | 'mapped'> | undefined {
  const { raw, node, source } = definition;
  // Of a file that is missing the problem is told.
  if (typeof raw === 'string') return hasFiller(raw) ? undefined : textDefinition(raw, definition);
  if (!isJsonObject(raw) || node?.kind !== 'object') return undefined;
  const { start, end } = node.span;
  const isWhole =
    node === source.document.root || source.document.text.trim() === source.document.text.slice(start, end);
  const mapped = mappedDefinition(definition, service, cloudFormation);
  return { ...(isWhole ? {} : { span: node.span }), ...(mapped ? { mapped } : {}) };
}

function textDefinition(raw: Json & string, { node, at, source }: Part): Pick<ProjectMachine, 'span' | 'mapped'> {
  if (raw === source.document.text) return {};
  if (node?.kind !== 'string') return { mapped: MappedText.unmapped(raw, { start: at, end: at }) };
  const opening = source.document.text[node.span.start];
  const spelling =
    opening === '"'
      ? 'double-quoted'
      : opening === "'"
        ? 'single-quoted'
        : /[|>]/.test(opening ?? '')
          ? 'block'
          : 'plain';
  const builder = new MappedTextBuilder().verbatim(raw, node.span, (index) => node.sourceOffset(index), spelling);
  return { mapped: builder.build(node.span) };
}
