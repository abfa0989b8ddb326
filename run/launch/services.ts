/** What a run has around it: its handlers' host, Step Functions of its own, services behind endpoints; all end with it. */
import type { Json } from '../../core/json';
import { prettyJsonText } from '../../core/jsonText';
import path from 'node:path';
import type { RunEvent } from '../../core/interpreter/historyEvent';
import type { TaskOutcome } from '../../core/interpreter/host';
import { phrase } from '../../core/l10n/phrase';
import type { AwsTarget, LambdaHost, LambdaHostOptions } from '../../lambda/lambda';
import { ProcessRoom } from '../../lambda/processRoom';
import { randomId } from '../../processes/chance';
import { filesOnDisk, homeFolder, moduleFinder } from '../../project';
import type { Project } from '../../project';
import { AwsServices } from '../awsSdk/awsServices';
import { installedThing, SDK_DAY } from '../awsSdk/installClient';
import type { Consents } from '../consent/consents';
import { LOCAL_REGION } from '../../core/template';
import type { Gateway, GatewayHost } from '../gateway/gateway';
import type { WaysToAws } from '../gateway/onItsWay';
import type { HeldTime } from '../heldTime';
import { createCallMocks } from '../mocks/callMocks';
import type { CallMocks, Calls } from '../mocks/callMocks';
import type { ForeseenCall } from '../mocks/foreseenCalls';
import { InferredAnswers } from '../mocks/inferredAnswers';
import type { Ahead, AskedState, InferredAnswer } from '../mocks/inferredAnswers';
import { sampleInput } from '../mocks/sampleInput';
import { Recorder } from '../record/recorder';
import { writeRecording, type RecordedWords, type RecordTarget } from '../record/recordFile';
import type { EndpointAnswer, MockQuestion, Run, StartRunOptions } from '../run';
import { hostExecutions, startRun } from '../startRun';
import type { Hosted } from '../startRun';
import { StepFunctionsService } from '../stepFunctions/service';
import { withSuppliedModules } from './suppliedModules';
import { lazyLambdaHost } from './lazyLambdaHost';
import type { PreparedMachine } from './prepareMachine';

export interface ServicesOptions extends Pick<
  LambdaHostOptions,
  'log' | 'wholeLog' | 'executables' | 'debug' | 'debugpyDir'
> {
  readonly project: Project;
  readonly target: AwsTarget;
  /** Answers by service and action that stand before the project's own. */
  readonly calls?: Calls;
  /** Where what comes back from outside is written. */
  readonly recording?: RecordTarget;
  readonly consents: Consents;
  /** Of the editor's settings. */
  readonly proxy?: StartRunOptions['proxy'];
  /** A folder of ours that clients of the AWS SDK are installed into, by consent; absent: none is. */
  readonly installFolder?: string;
  /** Hears what is installed, before it is, and what a run says of itself. */
  readonly tell?: (sentence: string) => void;
  /** How many executions that have ended stay known; default: as few as a run needs. */
  readonly mostExecutions?: number;
  /** What the run and its handlers count as time; default: one that nobody else holds. */
  readonly time?: HeldTime;
  /** How many handlers run at a time; default: as many as come, of each function what a machine bears. */
  readonly maxProcesses?: number;
  /** Tests hand in their own handlers. */
  readonly createLambdaHost?: (options: LambdaHostOptions) => LambdaHost;
}

/** What a front has to say about one run, besides what is prepared. */
export type RunHooks = Pick<
  StartRunOptions,
  'signal' | 'emit' | 'pause' | 'watches' | 'waits' | 'observeNested' | 'giveWay' | 'stepsInto'
> & {
  /** As {@link StartRunOptions.ask}; a person may leave it, and whatever comes after, to be inferred. */
  ask?(question: MockQuestion, signal: AbortSignal): Promise<TaskOutcome | EndpointAnswer | InferTheRest | undefined>;
};

/** The same of what runs alone, such as a handler. */
export type HostHooks = Omit<RunHooks, 'emit' | 'ask'> & Pick<StartRunOptions, 'ask' | 'infers' | 'mocks'>;

/** Nobody is asked any more: the call, and those after it that nothing answers, are answered by what is inferred. */
export interface InferTheRest {
  readonly type: 'rest';
}

export interface MachineRun extends Run {
  /** Answers for a call that nothing answered, and for those that would be asked for after it, inferred from what is read of them. */
  readonly still: (question: AskedState) => Promise<readonly InferredAnswer[]>;
  /** Calls of handlers that would be asked for after it. */
  readonly foreseen: (question: AskedState) => Promise<readonly ForeseenCall[]>;
  /** As `still`, of a call that a handler makes. */
  readonly answerToCall: (question: MockQuestion) => Promise<Json | undefined>;
  /** What the run would ask for if it began with an input that it can read. */
  readonly ahead: () => Promise<Ahead>;
  /** What has been inferred so far. */
  readonly inferred: InferredAnswers;
}

/** Where the terminal installs clients of the AWS SDK by consent, for every project that has none of its own. */
export function installFolderOfUser(): string | undefined {
  const home = homeFolder();
  return home === undefined ? undefined : path.join(home, '.stepwise', 'aws-sdk');
}

export class LaunchServices {
  readonly stepFunctions: StepFunctionsService;
  readonly lambda: LambdaHost;
  private readonly aws: AwsServices;
  private readonly recorder: Recorder | undefined;
  /** Of states and handlers. */
  private readonly callMocks: CallMocks;
  private gateway: Promise<Gateway> | undefined;
  private ways: WaysToAws | undefined;
  /** Of the run that has begun last; before one has, mocks alone. */
  private gatewayHost: GatewayHost;

  constructor(private readonly options: ServicesOptions) {
    const { target, mostExecutions, createLambdaHost = lazyLambdaHost, time } = options;
    const { log, wholeLog, executables, debug, debugpyDir } = options;
    const region = target.kind === 'aws' ? target.region : LOCAL_REGION;
    const room = options.maxProcesses === undefined ? undefined : new ProcessRoom(options.maxProcesses);
    this.stepFunctions = new StepFunctionsService({ mostExecutions, calledBy: (processId) => room?.lend(processId) });
    this.callMocks = createCallMocks(options.project, options.calls);
    this.recorder = options.recording && new Recorder(options.recording.mask);
    this.gatewayHost = { callMocks: this.callMocks, uuid: randomId, unanswered: () => undefined };
    const { installFolder, tell } = options;
    const host = createLambdaHost({
      target,
      region,
      services: (request, response, from) => void this.serve(request, response, from),
      serviceEndpoints: async (processId) => ({ sfn: `${await this.stepFunctions.url()}/${processId}` }),
      log,
      wholeLog,
      executables,
      room,
      debug,
      debugpyDir,
      time,
      suppliedDir: installFolder,
      modules: () => moduleFinder(filesOnDisk()),
    });
    this.lambda =
      installFolder === undefined
        ? host
        : withSuppliedModules(host, { folder: installFolder, mayInstall: mayInstall(options), tell });
    this.aws = awsServices(options, region);
  }

  /** Starts the run of a machine. */
  start(prepared: PreparedMachine, hooks: RunHooks): MachineRun {
    const { machine, name, stack, region, type, project, input, clock, seed, mocks, mockCase, earlier, inferred } =
      prepared;
    const guesses = inferred ?? new InferredAnswers({ machine, name, stack, project, input, mocks });
    const run = startRun({
      ...this.around,
      ...hooks,
      ...this.heardBy(guessing(guesses, hooks, inferred !== undefined)),
      machine,
      name,
      stack,
      region,
      type,
      project,
      input,
      clock,
      seed,
      mocks,
      mockCase,
      executionName: earlier?.executionName,
      resume: earlier?.checkpoint,
    });
    return {
      ...run,
      inferred: guesses,
      still: (question) => guesses.still(question, run),
      foreseen: (question) => guesses.foreseen(question, run),
      answerToCall: (question) => guesses.answerToCall(question),
      ahead: async () => {
        const sample = await sampleInput({ machine, stack, project });
        return new InferredAnswers({ machine, name, stack, project, input: sample, mocks }).ahead(run);
      },
    };
  }

  /** What a recording learns of a run. */
  private heardBy<Hooks extends Pick<RunHooks, 'emit'>>(hooks: Hooks): Hooks {
    const { recorder } = this;
    if (!recorder) return hooks;
    return { ...hooks, emit: (event: RunEvent) => (recorder.add(event), hooks.emit(event)) };
  }

  /**
   * Writes down what has come back from outside, where that is asked for.
   *
   * @param shown what the file is called in a sentence
   */
  record(shown: string): RecordedWords | undefined {
    const { recorder, options } = this;
    if (!recorder || !options.recording) return undefined;
    return writeRecording(options.recording.file, recorder.recording(new Date().toISOString()), shown);
  }

  /** Lets what runs alone, such as a handler, start executions of the project. */
  host(clock: 'real' | 'skip', hooks: HostHooks): Hosted {
    const { project } = this.options;
    const options = { ...this.around, ...hooks, project, clock, emit: () => undefined };
    return hostExecutions(options, this.stepFunctions);
  }

  /** A call of a handler. What answers it is loaded at the first. */
  private async serve(...call: Parameters<Gateway['serve']>): Promise<void> {
    this.gateway ??= this.openGateway();
    return (await this.gateway).serve(...call);
  }

  private async openGateway(): Promise<Gateway> {
    const files = [import('../gateway/gateway'), import('../gateway/onItsWay')] as const;
    const [{ Gateway }, { WaysToAws }] = await Promise.all(files);
    const { aws, stepFunctions, options } = this;
    const ways = (this.ways = new WaysToAws(options.proxy));
    return new Gateway({
      aws,
      stepFunctions,
      recorder: this.recorder,
      consents: options.consents,
      wayTo: (host) => ways.to(host),
      host: () => this.gatewayHost,
      log: (functionName, words) => options.log({ functionName, stream: 'info', text: words }),
    });
  }

  /** Resolves when every process is gone. @param stop as of {@link LambdaHost.dispose} */
  async dispose(stop?: AbortSignal): Promise<void> {
    await Promise.all([this.lambda.dispose(stop), this.aws.dispose(), this.stepFunctions.close()]);
    this.ways?.close();
  }

  /** For whatever runs beside runs of machines. */
  get around() {
    const { consents, proxy, time, tell } = this.options;
    const { lambda, aws, stepFunctions, callMocks, recorder } = this;
    const serveHandlers = (host: GatewayHost): void => void (this.gatewayHost = host);
    return { lambda, aws, stepFunctions, callMocks, recorder, serveHandlers, consents, proxy, time, tell };
  }
}

/** What really comes back is heard; where answers are inferred nobody is asked, else whoever is asked gets one to start from. */
function guessing(
  guesses: InferredAnswers,
  { emit, ask }: RunHooks,
  isInferred: boolean,
): { readonly ask: StartRunOptions['ask'] } & Pick<StartRunOptions, 'inferItems' | 'inferAnswer' | 'infers'> &
  Pick<RunHooks, 'emit'> {
  let isRest = isInferred;
  const suggest = async (question: MockQuestion): Promise<MockQuestion> => {
    const answer =
      question.action === undefined
        ? (await guesses.still(question))[0]?.answers[0]
        : await guesses.answerToCall(question);
    return answer === undefined ? question : { ...question, suggestion: prettyJsonText(answer) };
  };
  return {
    ask:
      isInferred || ask
        ? async (question, signal) => {
            if (isRest || !ask) return guesses.ask(question);
            const answer = await ask(await suggest(question), signal);
            if (answer?.type !== 'rest') return answer;
            isRest = true;
            return guesses.ask(question);
          }
        : undefined,
    inferItems: async (call, machine) => (isRest ? await guesses.itemsOf(call, machine) : undefined),
    inferAnswer: async (question) => (isRest ? await guesses.ask(question) : undefined),
    infers: () => isRest,
    emit: (event) => {
      guesses.add(event);
      emit(event);
    },
  };
}

function awsServices(options: ServicesOptions, region: string): AwsServices {
  const { project, target, proxy, installFolder } = options;
  return new AwsServices({
    target,
    region,
    endpoints: project.settings?.endpoints,
    // Asked for at the first call of a service: finding the functions takes a while.
    get folders() {
      return [project.root, ...project.functions.map(({ codeDir }) => codeDir)];
    },
    installFolder,
    proxy,
    mayInstall: mayInstall(options),
  });
}

/** Asks, and says what is going to be done. */
function mayInstall({ consents, tell }: ServicesOptions) {
  return async (client: string, folder: string, signal: AbortSignal): Promise<boolean> => {
    const verdict = await consents.allows([{ kind: 'install', client }], { folder, day: SDK_DAY }, signal);
    if (verdict === 'allowed') tell?.(phrase`Installing ${installedThing(client)} into ${folder}`);
    return verdict === 'allowed';
  };
}
