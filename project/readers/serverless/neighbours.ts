/**
 * What services beside one another give each other: outputs and exports of their stacks, and layers. A service is read when one of
 * them asks for something that it does not have itself. Sources: CloudFormation, "Outputs"; Serverless Framework, "Layers", "Compose".
 */
import path from 'node:path';
import type { Json } from '../../../core/json';
import { FILLER, hasFiller, type Values } from '../../../core/values';
import type { Files } from '../../files';
import { once } from '../../once';
import { CloudFormation } from './cloudFormation';
import { untold } from './declared';
import { readPart } from './readPart';
import { Service } from './service';
import { declaredFunctions } from './serviceFunctions';
import { declaredMachines } from './serviceMachines';

/** A value that cannot be told here is undefined. */
export interface Neighbours {
  /** What they hand a service as `${param:NAME}`. */
  parameter(name: string): Json | undefined;
  /** What a stack of theirs in a region gives: `${cf:orders-dev.QueueArn}`. */
  output(stack: string, name: string, region: string): Json | undefined;
  /** What a stack of theirs exports: `Fn::ImportValue`. */
  exported(name: string): Json | undefined;
  /** The folder of a layer of theirs, or its archive, by what stands for its ARN. Absolute. */
  layer(arn: string): string | undefined;
}

/** One that others ask. */
export interface GivingService {
  /** Its own name, without the stage. */
  readonly name: string;
  readonly stack: string;
  readonly region: string;
  output(name: string): Json | undefined;
  exported(name: string): Json | undefined;
  layer(arn: string): string | undefined;
}

/** @returns undefined where the file cannot be read */
export function givingService(file: string, files: Files, values: Values): GivingService | undefined {
  const read = readPart(file, path.dirname(file), files);
  if (!('root' in read)) return undefined;
  const service = new Service(read.root, { files, values: untold(values) });
  const cloudFormation = new CloudFormation(service);
  // Services are many, and most are only asked what they are called.
  const functions = once(() => {
    const declared = declaredFunctions(service, cloudFormation);
    declaredMachines(service, cloudFormation);
    return declared;
  });
  const outputs = service
    .entries(service.at('resources'))
    .filter(({ key }) => key === 'Outputs')
    .flatMap(({ part }) => service.entries(part));
  const valueOf = (found: (typeof outputs)[number] | undefined): Json | undefined => {
    functions();
    const part = found && service.follow(found.part, ['Value']);
    const value = part && cloudFormation.value(service.plain(part) ?? null, part);
    return value === undefined || hasFiller(JSON.stringify(value)) ? undefined : value;
  };
  const exportNameOf = ({ part }: (typeof outputs)[number]): string | undefined => {
    const name = service.follow(part, ['Export', 'Name']);
    return name && cloudFormation.text(service.plain(name) ?? null, name);
  };
  const name = service.textAt('service') ?? 'service';
  return {
    name,
    region: service.region,
    stack: service.textAt('provider', 'stackName') ?? `${name}-${service.stage}`,
    output(wanted) {
      const declared = outputs.find(({ key }) => key === wanted);
      if (declared) return valueOf(declared);
      // The framework gives these of itself.
      const id = /^(\w+(?:LambdaFunction|LambdaLayer))QualifiedArn$/.exec(wanted)?.[1];
      if (functions().some(({ logicalId }) => logicalId === id))
        return cloudFormation.text({ 'Fn::GetAtt': [id!, 'Arn'] }, service.root);
      return id !== undefined && service.layerFolder(id) !== undefined ? id : undefined;
    },
    exported: (wanted) => valueOf(outputs.find((each) => exportNameOf(each) === wanted)),
    layer: (arn) => service.layerFolder(arn),
  };
}

/** The first service that has an answer counts. */
export class Neighbourhood implements Neighbours {
  private known?: readonly GivingService[];

  /** @param find is called once somebody asks */
  constructor(
    private readonly find: () => readonly GivingService[],
    readonly parameter: Neighbours['parameter'] = () => undefined,
  ) {}

  output(stack: string, name: string, region: string): Json | undefined {
    return this.first((each) => (each.region === region && isStackOf(each, stack) ? each.output(name) : undefined));
  }

  exported(name: string): Json | undefined {
    return this.first((each) => each.exported(name));
  }

  layer(arn: string): string | undefined {
    return this.first((each) => each.layer(arn));
  }

  private first<T>(ask: (service: GivingService) => T | undefined): T | undefined {
    this.known ??= this.find();
    for (const each of this.known) {
      const found = ask(each);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Where the stage of the wanted one is not known, it is that of the service's stack at any. */
function isStackOf({ name, stack }: GivingService, wanted: string): boolean {
  const at = wanted.indexOf(FILLER);
  return at < 0 ? stack === wanted : wanted.slice(0, at) === `${name}-`;
}
