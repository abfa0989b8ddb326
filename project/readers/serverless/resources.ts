/** What stands under `resources` as CloudFormation has it. */
import path from 'node:path';
import { functionConfiguration } from '../../../core/handlers';
import { phrase } from '../../../core/l10n/phrase';
import { objectOf, type Json } from '../../../core/json';
import { MappedText } from '../../../core/syntax/mappedText';
import { own } from '../../../core/template/resolution';
import { findHandlerFile } from '../../handlerFile';
import type { ProjectFunction, ProjectMachine } from '../../project';
import { isFunction, type CloudFormation } from './cloudFormation';
import { placeOf, type Part } from './part';
import { resourceTriggers } from './resourceTriggers';
import type { Service } from './service';
import { definitionIn } from './serviceMachines';

/** Source of the defaults: Lambda, "Configure Lambda function timeout" and "… memory". */
export function resourceFunctions(service: Service, cloudFormation: CloudFormation): ProjectFunction[] {
  return [...cloudFormation.resources].flatMap(([logicalId, part]): ProjectFunction[] => {
    const type = service.text(service.follow(part, ['Type'])) ?? '';
    if (!/^AWS::(Lambda|Serverless)::Function$/.test(type)) return [];
    const properties = own(cloudFormation.plainResource(part), 'Properties');
    const textOf = (...names: readonly string[]): string | undefined => {
      const value = names.reduce((holder: Json | undefined, name) => own(holder, name), properties);
      return value === undefined ? undefined : cloudFormation.text(value, part);
    };
    const variables = own(own(properties, 'Environment'), 'Variables') ?? {};
    const environment = Object.entries(variables as object).map(([name, value]) => [
      name,
      cloudFormation.text(value as never, part),
    ]);
    const name = textOf('FunctionName') ?? logicalId;
    const handler = textOf('Handler');
    const runtime = textOf('Runtime');
    const codeDir = path.resolve(service.folder, textOf('CodeUri') ?? '.');
    const found = handler === undefined ? undefined : findHandlerFile({ codeDir, handler, runtime }, service.files);
    return [
      {
        name,
        names: [...new Set([name, logicalId])],
        codeDir,
        file: found?.file,
        exportName: found?.exportName,
        handler,
        runtime,
        environment: Object.fromEntries(environment) as { [name: string]: string },
        timeout: Number(textOf('Timeout') ?? 3),
        memorySize: Number(textOf('MemorySize') ?? 128),
        configuration: functionConfiguration(textOf),
        triggers: resourceTriggers([logicalId], service, cloudFormation),
        source: placeOf(part),
        problem: found?.problem && phrase`${found.problem} It is the handler of ${logicalId}.`,
      },
    ];
  });
}

export function resourceMachines(service: Service, cloudFormation: CloudFormation): ProjectMachine[] {
  return [...cloudFormation.resources].flatMap(([logicalId, part]): ProjectMachine[] => {
    const type = service.text(service.follow(part, ['Type'])) ?? '';
    if (!/^AWS::(StepFunctions|Serverless)::StateMachine$/.test(type)) return [];
    const properties = own(cloudFormation.plainResource(part), 'Properties');
    const textOf = (...names: string[]): string | undefined => {
      const value = names.map((name) => own(properties, name)).find((each) => each !== undefined);
      return value === undefined ? undefined : cloudFormation.text(value, part);
    };
    const definition =
      service.follow(part, ['Properties', 'Definition']) ?? service.follow(part, ['Properties', 'DefinitionString']);
    const place = definition && definitionOf(definition, service, cloudFormation);
    if (!definition || !place) return [];
    const name = textOf('StateMachineName', 'Name') ?? logicalId;
    return [
      {
        name,
        aliases: name === logicalId ? [] : [logicalId],
        template: service.root.source.file,
        file: definition.source.file,
        ...place,
        type: textOf('StateMachineType', 'Type') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
        triggers: resourceTriggers([logicalId], service, cloudFormation),
        substitutions: Object.fromEntries(
          Object.entries(objectOf(own(properties, 'DefinitionSubstitutions'))).map(([key, value]) => [
            key,
            cloudFormation.text(value, part),
          ]),
        ),
        source: placeOf(part),
        from: { definition: placeOf(definition) },
      },
    ];
  });
}

/** An object, a text, or a text that CloudFormation puts together: of that only the whole has a place. */
function definitionOf(
  part: Part,
  service: Service,
  cloudFormation: CloudFormation,
): Pick<ProjectMachine, 'span' | 'mapped'> | undefined {
  const plain: Json = service.plain(part) ?? null;
  if (!isFunction(plain)) return definitionIn(part, service, cloudFormation);
  return {
    mapped: MappedText.unmapped(cloudFormation.text(plain, part), part.node?.span ?? { start: part.at, end: part.at }),
  };
}
