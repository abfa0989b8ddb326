/** Services that `serverless-compose.yml` deploys together: what one gives is a parameter of another. Source: "Serverless Compose". */
import path from 'node:path';
import type { Json } from '../../../core/json';
import { phrase } from '../../../core/l10n/phrase';
import type { Files } from '../../files';
import type { ReaderContext } from '../reader';
import { CloudFormation } from './cloudFormation';
import { placeOf } from './part';
import type { Part } from './part';
import { readPart } from './readPart';
import { Service } from './service';
import { declaredFunctions } from './serviceFunctions';
import { declaredMachines } from './serviceMachines';

export interface ComposedService {
  readonly name: string;
  /** Absolute: its configuration. */
  readonly file: string;
  readonly part: Part;
}

/** `${orders.QueueArn}`. */
const OUTPUT = /^\$\{([\w-]+)\.([\w-]+)\}$/;

export class Compose {
  /** Each file once. */
  readonly services: readonly ComposedService[];
  private readonly compose: Service;
  private readonly outputs = new Map<string, (name: string) => Json | undefined>();

  /** @param configurationIn the configuration of a service's folder */
  constructor(
    root: Part,
    private readonly files: Files,
    private readonly context: ReaderContext,
    configurationIn: (folder: string) => string | undefined,
  ) {
    this.compose = new Service(root, { files, values: context.values });
    const services = this.compose.entries(this.compose.at('services')).flatMap(({ key, part }) => {
      const folder = this.compose.text(this.compose.follow(part, ['path']));
      const file = folder === undefined ? undefined : configurationIn(path.resolve(this.compose.folder, folder));
      return file === undefined ? [] : [{ name: key, file, part }];
    });
    this.services = services.filter(({ file }, at) => services.findIndex((each) => each.file === file) === at);
  }

  /** What a service is handed under a name. */
  parameter({ part }: ComposedService, name: string): Json | undefined {
    const written = this.compose.follow(part, ['params', name]);
    if (!written) return undefined;
    const [, service, output] = typeof written.raw === 'string' ? (OUTPUT.exec(written.raw) ?? []) : [];
    if (service === undefined || output === undefined) return this.compose.plain(written);
    const key = `output:${service}.${output}` as const;
    const why = phrase`It is what the service ${service} gives as ${output}.`;
    const { values } = this.context;
    return values.given(key) ?? this.outputOf(service, output) ?? values.unset({ key, why, place: placeOf(written) });
  }

  private outputOf(service: string, output: string): Json | undefined {
    let known = this.outputs.get(service);
    if (!known) this.outputs.set(service, (known = this.readOutputs(service)));
    return known(output);
  }

  private readOutputs(name: string): (output: string) => Json | undefined {
    const found = this.services.find((each) => each.name === name);
    const read = found && readPart(found.file, path.dirname(found.file), this.files);
    if (!read || !('root' in read)) return () => undefined;
    const service = new Service(read.root, { files: this.files, values: this.context.values });
    const cloudFormation = new CloudFormation(service);
    const functions = declaredFunctions(service, cloudFormation);
    declaredMachines(service, cloudFormation);
    return (output) => {
      const sections = service.entries(service.at('resources')).filter(({ key }) => key === 'Outputs');
      const declared = sections.flatMap(({ part }) => service.entries(part)).find(({ key }) => key === output);
      const value = declared && service.follow(declared.part, ['Value']);
      if (value) return cloudFormation.value(service.plain(value) ?? null, value);
      // The framework gives these of itself.
      const id = /^(\w+LambdaFunction)QualifiedArn$/.exec(output)?.[1];
      const isOwn = functions.some(({ logicalId }) => logicalId === id);
      return id !== undefined && isOwn ? cloudFormation.text({ 'Fn::GetAtt': [id, 'Arn'] }, service.root) : undefined;
    };
  }
}
