/** Services that `serverless-compose.yml` deploys together: what one gives is a parameter of another. Source: "Serverless Compose". */
import path from 'node:path';
import type { Json } from '../../../core/json';
import { phrase } from '../../../core/l10n/phrase';
import { once } from '../../once';
import type { Files } from '../../files';
import type { ReaderContext } from '../reader';
import { givingService, Neighbourhood, type GivingService, type Neighbours } from './neighbours';
import { placeOf, type Part } from './part';
import { Service } from './service';

export interface ComposedService {
  readonly name: string;
  /** Absolute: its configuration. */
  readonly file: string;
  readonly part: Part;
  /** What it gives, read once it is asked for. */
  readonly giving: () => GivingService | undefined;
}

/** `${orders.QueueArn}`. */
const OUTPUT = /^\$\{([\w-]+)\.([\w-]+)\}$/;

export class Compose {
  /** Each file once. */
  readonly services: readonly ComposedService[];
  private readonly compose: Service;

  /** @param configurationIn the configuration of a service's folder */
  constructor(
    root: Part,
    files: Files,
    private readonly context: ReaderContext,
    configurationIn: (folder: string) => string | undefined,
  ) {
    this.compose = new Service(root, { files, values: context.values });
    const services = this.compose.entries(this.compose.at('services')).flatMap(({ key, part }): ComposedService[] => {
      const text = (field: string): string | undefined => this.compose.text(this.compose.follow(part, [field]));
      const folder = text('path') === undefined ? undefined : path.resolve(this.compose.folder, text('path')!);
      const named =
        folder !== undefined && text('config') !== undefined ? path.join(folder, text('config')!) : undefined;
      const file = named ?? (folder === undefined ? undefined : configurationIn(folder));
      if (file === undefined) return [];
      return [{ name: key, file, part, giving: once(() => givingService(file, files, context.values)) }];
    });
    this.services = services.filter(({ file }, at) => services.findIndex((each) => each.file === file) === at);
  }

  /** What the others give one of them. */
  around(service: ComposedService): Neighbours {
    return new Neighbourhood(
      () => this.services.flatMap((each) => (each === service ? [] : (each.giving() ?? []))),
      (name) => this.parameter(service, name),
    );
  }

  private parameter({ part }: ComposedService, name: string): Json | undefined {
    const written = this.compose.follow(part, ['params', name]);
    if (!written) return undefined;
    const [, service, output] = typeof written.raw === 'string' ? (OUTPUT.exec(written.raw) ?? []) : [];
    if (service === undefined || output === undefined) return this.compose.plain(written);
    const key = `output:${service}.${output}` as const;
    const why = phrase`It is what the service ${service} gives as ${output}.`;
    const { values } = this.context;
    const giving = this.services.find((each) => each.name === service)?.giving();
    return values.given(key) ?? giving?.output(output) ?? values.unset({ key, why, place: placeOf(written) });
  }
}
