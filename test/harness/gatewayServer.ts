/** The gateway as handlers meet it, without a handler: a server of the test's own, with what a run would have. */
import { onTestFinished } from 'vitest';
import type { Occurrence } from '../../core/triggers/occurrence';
import { HttpServer } from '../../lambda/httpServer';
import { readProject } from '../../project';
import type { Project } from '../../project';
import { Consents } from '../../run';
import type { MockQuestion } from '../../run';
import type { CallsBetweenFunctions } from '../../run/calls/projectFunctions';
import { StandIns } from '../../run/calls/standIns';
import { Gateway, type GatewayHost, type GatewayOptions } from '../../run/gateway/gateway';
import { StepFunctionsService } from '../../run/stepFunctions/service';
import { createCallMocks, type Calls } from '../../run/mocks/callMocks';

export interface GatewayCase extends Partial<Pick<GatewayHost, 'ask'>> {
  readonly calls?: Calls;
  /** By service: where it is. */
  readonly endpoints?: { readonly [service: string]: string };
  /** AWS is the target: where its hosts are, in a test. */
  readonly awsAt?: string;
  /** Bytes of a request that are held. */
  readonly most?: number;
  /** Absolute; with it S3 has a stand-in. */
  readonly folder?: string;
  /** With {@link GatewayCase.folder}: what its parameters and secrets are. */
  readonly given?: Project['given'];
  /** With it so has Lambda; {@link GatewayCase.folder} is then a project. */
  readonly functions?: Pick<CallsBetweenFunctions, 'lambda' | 'background' | 'tell'>;
}

export interface GatewayServer {
  readonly url: string;
  /** What it has said of calls. */
  readonly said: string[];
  readonly unanswered: MockQuestion[];
  /** What calls have made happen, as who has a trigger for it hears. */
  readonly happened: Occurrence[];
  readonly stepFunctions: StepFunctionsService;
  /** For a client of JavaScript's third version. */
  readonly config: object;
}

export async function gatewayServer({
  calls,
  endpoints = {},
  folder,
  given,
  ask,
  awsAt,
  most,
  functions,
}: GatewayCase): Promise<GatewayServer> {
  const said: string[] = [];
  const unanswered: MockQuestion[] = [];
  const happened: Occurrence[] = [];
  const emit = (occurrence: Occurrence): void => void happened.push(occurrence);
  const project = functions ? readProject(folder!) : ({ root: folder ?? '/', stacks: [], given } as unknown as Project);
  const stepFunctions = new StepFunctionsService();
  const uuid = (): string => '00000000-0000-4000-8000-000000000000';
  const host: GatewayHost = {
    callMocks: createCallMocks({}, calls),
    ...(folder !== undefined && {
      standIns: new StandIns({
        project,
        functions: functions && { ...functions, stepFunctions },
        uuid,
        now: () => Date.now(),
        emit,
        infers: () => false,
        tell: (sentence) => void said.push(sentence),
        goesOut: (service) => service in endpoints,
      }),
    }),
    triggers: { happened: emit },
    ask,
    uuid,
    unanswered: (question) => unanswered.push(question),
  };
  const aws: GatewayOptions['aws'] = {
    destinationOf: (service) =>
      service in endpoints ? { endpoint: endpoints[service]! } : awsAt === undefined ? undefined : {},
    setEndpoint: (service, url) => Object.assign(endpoints, { [service]: url }),
  };
  const gateway = new Gateway({
    aws,
    consents: new Consents({ folder: '/' }),
    stepFunctions,
    most,
    host: () => host,
    wayTo: (host) => ({ url: awsAt!, host }),
    log: (functionName, words) => said.push(`${functionName}: ${words}`),
  });
  const server = await HttpServer.listen((request, response) => {
    const awsHost = awsAt === undefined ? {} : { awsHost: request.headers.host! };
    const { processid: processId } = request.headers;
    const from = {
      url: request.url!.slice('/secret'.length),
      localUrl: url,
      functionName: 'F',
      ...awsHost,
      ...(typeof processId === 'string' && { processId }),
    };
    void gateway.serve(request, response, from);
  });
  onTestFinished(() => server.close());
  const url = `http://127.0.0.1:${server.port}/secret`;
  const credentials = { accessKeyId: 'KEY', secretAccessKey: 'secret' };
  return {
    url,
    said,
    unanswered,
    happened,
    stepFunctions,
    config: { endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 },
  };
}
