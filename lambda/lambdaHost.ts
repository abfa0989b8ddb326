/** Runs functions in processes of their own, one per function and concurrency slot, kept warm between invocations. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { HANDLER_RUNTIMES, isLanguage, languageOf } from '../core/handlers';
import type { HandlerRuntimeId } from '../core/handlers';
import { randomHex } from '../processes/chance';
import { newTemporaryFolder, type TemporaryFolder } from '../processes/temporaryFolder';
import { findBootstraps } from './bootstrapFolder';
import { labelsOfAwsName } from './awsNames';
import { childEnvironment, type Environment } from './childEnvironment';
import { couldNotStart, eventTooLarge, throttled, type Failure, type ProcessOutcome } from './failure';
import { HandlerProcess, startHandler } from './handlerProcess';
import type {
  FunctionSpec,
  InvocationTime,
  InvokeOptions,
  InvokeOutcome,
  LambdaHost,
  LambdaHostOptions,
} from './lambda';
import type { Mount } from './layers/layer';
import { withLayerFacts } from './layers/layerFacts';
import { extensionsIn, notStarted } from './layers/extensions';
import { LayerMounts } from './layers/mountLayers';
import { ProcessPool } from './processPool';
import { ProcessRoom, type Place } from './processRoom';
import { HttpServer } from './httpServer';
import { RuntimeApi } from './runtimeApi';
import { runtimeOfSpec, RUNTIMES } from './runtimes';
import { namesLocalQueue, withLocalQueues } from './serviceEndpoints';
import { StandstillFile } from './standstillFile';
import { SYSTEM_TIME } from './systemTime';
import { TypeScriptBundler } from './typescriptBundle';
import { isFailure, type LaunchContext } from './runtimes/runtime';

/** Processes are started on first use; {@link LambdaHost.dispose} must be called for them to end. */
export function createLambdaHost(options: LambdaHostOptions): LambdaHost {
  return new Host(options);
}

class Host implements LambdaHost {
  /** Where handlers' calls of AWS services go. */
  private endpoint: Promise<HttpServer> | undefined;
  private scratch: TemporaryFolder | undefined;
  private bundler: TypeScriptBundler | undefined;
  private standstill: StandstillFile | undefined;
  private disposed: Promise<void> | undefined;
  private readonly layers = new LayerMounts();
  private readonly pools = new Map<string, ProcessPool>();
  /** Of the URL that handlers call AWS services at. */
  private readonly secret = randomHex(16);
  /** Started before an event came for them, by the keys of their pools. */
  private readonly prepared = new Map<string, Promise<HandlerProcess | Failure>>();
  /** Those that have not ended, by their ids. */
  private readonly processes = new Map<string, { readonly functionName: string; readonly pool: ProcessPool }>();
  private readonly said = new Set<string>();
  private readonly bootstrapDir: string;
  private readonly room: ProcessRoom;

  constructor(private readonly options: LambdaHostOptions) {
    this.room = options.room ?? new ProcessRoom();
    this.bootstrapDir = options.bootstrapDir ?? findBootstraps();
  }

  prepare(spec: FunctionSpec): void {
    const key = poolKey(spec);
    if (this.disposed || this.prepared.has(key) || !existsSync(spec.file)) return;
    const started = this.launch(spec, this.options.debug);
    // Who takes it is told; perhaps nobody does.
    started.catch(() => undefined);
    this.prepared.set(key, started);
  }

  /** A process that {@link prepare} has started, once. */
  private takePrepared(spec: FunctionSpec): Promise<HandlerProcess | Failure> | undefined {
    const key = poolKey(spec);
    const process = this.prepared.get(key);
    this.prepared.delete(key);
    return process;
  }

  async invoke(spec: FunctionSpec, eventText: string, options: InvokeOptions = {}): Promise<InvokeOutcome> {
    const started = this.time.elapsed();
    const failed = (failure: Failure): ProcessOutcome => ({
      type: 'error',
      ...failure,
      durationMs: this.time.elapsed() - started,
    });
    if (!existsSync(spec.file)) {
      return failed(couldNotStart('Runtime.ImportModuleError', `The handler's file does not exist: ${spec.file}`));
    }
    const tooLarge = eventTooLarge(eventText);
    if (tooLarge) return failed(tooLarge);
    const event = await this.localEvent(eventText);
    const pool = this.pool(spec);
    const { reservedConcurrency } = spec;
    if (reservedConcurrency !== undefined && pool.isThrottled && !(options.isQueued && reservedConcurrency > 0)) {
      this.info(spec, `Its ReservedConcurrentExecutions is ${reservedConcurrency}: more at one time are throttled.`);
      return failed(throttled());
    }
    if (spec.packedIn !== undefined) {
      this.info(spec, `The code is that of ${spec.packedIn}, unpacked into ${spec.codeDir}. Breakpoints stand there.`);
    }
    if (spec.snapStart) {
      this.info(
        spec,
        'SnapStart is not imitated: each process loads the code anew, and hooks of snapshots do not run.',
      );
    }
    const giveBack = this.lentBy(options.calledBy);
    const ofFunction = await pool.enter();
    const { room } = this;
    if (room.isFull) this.info(spec, waits(room.most), WAITING);
    const place = await room.enter();
    const told: InvokeOptions = { ...options, takenBy: (id) => this.taken(id, [place, ofFunction], options) };
    try {
      if (options.signal?.aborted || this.disposed) return failed(stopped(spec));
      const warm = pool.takeWarm();
      const answered = await warm?.invoke(event, told, spec.timeoutSeconds);
      const isLost = warm?.hasLost && !options.signal?.aborted && !this.disposed;
      if (!answered || isLost) await this.endIdle();
      const outcome = answered && !isLost ? answered : await this.runCold(spec, event, told, failed);
      return this.explained(spec, outcome);
    } finally {
      place.leave();
      ofFunction.leave();
      giveBack?.();
    }
  }

  /** A process has its places while it works. */
  private taken(id: string, places: readonly Place[], { takenBy }: InvokeOptions): void {
    for (const place of places) place.takenBy(id);
    takenBy?.(id);
  }

  /** Functions that call themselves would wait for their own places forever. */
  private lentBy(processId: string | undefined): (() => void) | undefined {
    return processId === undefined ? undefined : this.processes.get(processId)?.pool.lend(processId);
  }

  /** A process more is to be started: where there are as many as may be, one goes that has nothing to do. */
  private async endIdle(): Promise<void> {
    const pools = [...this.pools.values()];
    const size = pools.reduce((sum, pool) => sum + pool.size, 0);
    if (size < this.room.most) return;
    for (const pool of pools) {
      const ended = pool.endIdle();
      if (ended) return void (await ended);
    }
  }

  /** With what its layers have to do with a failure. */
  private explained(spec: FunctionSpec, outcome: ProcessOutcome): InvokeOutcome {
    if (outcome.type === 'success' || !outcome.facts) return outcome;
    const { layers = [], runtime } = spec;
    const { facts: seen, ...rest } = outcome;
    const facts = withLayerFacts(seen, { layers, runtime, mounts: this.layers.of(layers).mounts });
    return Object.keys(facts).length === 0 ? rest : { ...rest, facts };
  }

  /** The event as the handler gets it: addresses of queues lead to what stands in for AWS, in the run's history they do not. */
  private async localEvent(eventText: string): Promise<string> {
    const { target } = this.options;
    if (target.kind === 'aws' || !namesLocalQueue(eventText)) return eventText;
    return withLocalQueues(eventText, { target, localUrl: this.localUrl(await this.listening()) });
  }

  private listening(): Promise<HttpServer> {
    return (this.endpoint ??= HttpServer.listen((request, response) => this.serve(request, response)));
  }

  /** Where the calls of a process to AWS services go; without an id, those of all. */
  private localUrl({ port }: HttpServer, processId?: string): string {
    return `http://127.0.0.1:${port}/${this.secret}${processId === undefined ? '' : `/${processId}`}`;
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    const { services } = this.options;
    const [, secret, rest = ''] = /^\/([^/?]*)(.*)$/s.exec(request.url ?? '') ?? [];
    if (!services || secret !== this.secret) {
      request.resume();
      response.writeHead(services ? 403 : 501, { Connection: 'close' }).end();
      return;
    }
    const [, processId = '', behind = ''] = /^\/([0-9a-f]{8})(?![^/?])(.*)$/s.exec(rest) ?? [];
    const functionName = this.processes.get(processId)?.functionName;
    const awsHost = this.options.target.kind === 'aws' ? hostOnItsWay(request) : undefined;
    const url = functionName === undefined ? rest : behind;
    if (functionName !== undefined) response.once('close', this.room.lend(processId));
    services(request, response, {
      url: url.startsWith('/') ? url : `/${url}`,
      localUrl: `http://127.0.0.1:${request.socket.localPort}/${this.secret}`,
      ...(awsHost !== undefined && { awsHost }),
      ...(functionName !== undefined && { processId, functionName }),
    });
  }

  /** In a new process; in a second one without a debugger where none came. */
  private async runCold(
    spec: FunctionSpec,
    eventText: string,
    options: InvokeOptions,
    failed: (failure: Failure) => ProcessOutcome,
  ): Promise<ProcessOutcome> {
    const run = async (debug: LambdaHostOptions['debug'], isInitRepeated = false): Promise<ProcessOutcome> => {
      const launched = await (this.takePrepared(spec) ?? this.launch(spec, debug, isInitRepeated));
      if (!(launched instanceof HandlerProcess)) return failed(launched);
      this.pool(spec).add(launched);
      const outcome = await launched.invoke(eventText, options, spec.timeoutSeconds);
      if (options.signal?.aborted || this.disposed) return outcome;
      if (launched.initTimedOut) return run(debug, true);
      return launched.debuggerRefused ? run(undefined) : outcome;
    };
    return run(this.options.debug);
  }

  dispose(stop?: AbortSignal): Promise<void> {
    return (this.disposed ??= this.end(stop));
  }

  private async end(stop: AbortSignal | undefined): Promise<void> {
    const prepared = [...this.prepared.values()].map(async (started) => {
      // Of what failed nobody is to hear any more.
      const process = await started.catch(() => undefined);
      if (process instanceof HandlerProcess) await process.end(stop);
    });
    await Promise.all([...prepared, ...[...this.pools.values()].map((pool) => pool.end(stop))]);
    await (await this.endpoint)?.close();
    await this.bundler?.dispose();
    this.standstill?.close();
    const { scratch } = this;
    if (scratch && 'folder' in scratch) await rm(scratch.folder, { recursive: true, force: true }).catch(() => {});
  }

  private pool(spec: FunctionSpec): ProcessPool {
    const key = poolKey(spec);
    const pool = this.pools.get(key) ?? new ProcessPool(spec.reservedConcurrency, this.options.room && Infinity);
    this.pools.set(key, pool);
    return pool;
  }

  private async launch(
    spec: FunctionSpec,
    wanted: LambdaHostOptions['debug'],
    isInitRepeated = false,
  ): Promise<HandlerProcess | Failure> {
    const kind = runtimeOfSpec(spec);
    const language = kind && isLanguage(kind) ? kind : undefined;
    const debug = language && wanted?.attaches?.(language) === false ? undefined : wanted;
    if (!kind) {
      const known = HANDLER_RUNTIMES.flatMap(({ runtimePrefixes }) => runtimePrefixes).join(', ');
      const what = spec.runtime ?? path.extname(spec.file);
      return couldNotStart(
        'Runtime.InvalidEntrypoint',
        `${spec.name} needs the runtime ${what}, which cannot run here. Stepwise runs ${known}.`,
      );
    }
    const { mounts, problems } = this.layers.of(spec.layers ?? []);
    for (const problem of problems) this.info(spec, problem);
    const extensions = extensionsIn(mounts);
    if (extensions.length > 0) this.info(spec, notStarted(extensions));
    const [endpoint, launch] = await Promise.all([
      this.listening(),
      RUNTIMES[kind].prepare(spec, { ...this.launchContext(spec, kind, debug !== undefined), mounts }),
    ]);
    if (isFailure(launch)) return launch;
    if (this.disposed) return stopped(spec);
    if (this.options.target.kind === 'aws' && !RUNTIMES[kind].preloadVariables) this.info(spec, NOT_BY_HERE);
    const id = randomHex(4);
    const runtimeName = spec.runtime ?? (language ? languageOf(language).defaultRuntime : kind);
    const { env, dropped, misnamed } = await this.environment(spec, { runtimeName, endpoint, id, mounts });
    const api = await RuntimeApi.listen();
    if (this.disposed) {
      void api.close();
      return stopped(spec);
    }
    if (misnamed.length > 0)
      this.info(
        spec,
        `These variables are not passed on, because the name of a variable must not be empty or have = in it: ${misnamed.map((name) => JSON.stringify(name)).join(', ')}`,
      );
    if (dropped.length)
      this.info(
        spec,
        `These variables are not passed on, because Stepwise itself sets what clients of AWS read: ${dropped.join(', ')}`,
      );
    const started = startHandler({
      id,
      spec,
      language,
      launch,
      env,
      api,
      region: this.regionOf(spec),
      debug: launch.debugger ? debug : undefined,
      time: this.time,
      log: this.options.log,
      wholeLog: this.options.wholeLog,
      isInitRepeated,
      infoOnce: (sentence, about) => this.info(spec, sentence, `${spec.name}\n${about}`),
    });
    if (started instanceof HandlerProcess) {
      this.processes.set(id, { functionName: spec.name, pool: this.pool(spec) });
      void started.exit.then(() => this.processes.delete(id));
    }
    return started;
  }

  private get time(): InvocationTime {
    return this.options.time ?? SYSTEM_TIME;
  }

  private regionOf({ region = this.options.region }: FunctionSpec): string {
    return this.options.target.kind === 'aws' ? this.options.target.region : region;
  }

  private async environment(spec: FunctionSpec, { runtimeName, endpoint, id, mounts }: Started) {
    const { target } = this.options;
    const serviceEndpoints = target.kind === 'aws' ? undefined : await this.options.serviceEndpoints?.(id);
    const { variables, dropped, misnamed }: Environment = childEnvironment({
      spec,
      target,
      region: this.regionOf(spec),
      runtimeName,
      localUrl: this.localUrl(endpoint, id),
      mounts,
      ...(serviceEndpoints && { serviceEndpoints }),
      logStream: `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${randomHex(16)}`,
      bootstrapDir: this.bootstrapDir,
      parent: process.env,
    });
    return { env: variables, dropped, misnamed };
  }

  private launchContext(spec: FunctionSpec, kind: HandlerRuntimeId, debug: boolean): LaunchContext {
    const { target, executables, debugpyDir, suppliedDir, modules } = this.options;
    const chosen = kind === 'provided' ? undefined : executables?.[kind];
    const { time } = this.options;
    const standstillFile = time && (this.standstill ??= new StandstillFile(time)).file;
    return {
      target,
      debug,
      ...(chosen && { chosen }),
      ...(debugpyDir && { debugpyDir }),
      ...(suppliedDir !== undefined && { suppliedDir }),
      ...(modules && { modules }),
      ...(standstillFile !== undefined && { standstillFile }),
      bootstrapDir: this.bootstrapDir,
      bundler: () =>
        (this.bundler ??= new TypeScriptBundler(() => (this.scratch ??= newTemporaryFolder('bundles')), modules)),
      withoutDebugger: (command) => {
        const { debug: asked } = this.options;
        if (asked?.missing && isLanguage(kind)) asked.missing({ language: kind, functionName: spec.name, command });
        else
          this.info(spec, `This runs without a debugger, because debugpy is not installed. To install it: ${command}`);
      },
      info: (text) => this.info(spec, text),
      infoOnce: (text) => this.info(spec, text, text),
    };
  }

  /** Each sentence once a host and function: a hundred processes of one function have one thing to say. */
  private info(spec: FunctionSpec, text: string, key = `${spec.name}\n${text}`): void {
    if (this.said.has(key)) return;
    this.said.add(key);
    this.options.log({ functionName: spec.name, stream: 'info', text });
  }
}

/** Of all functions together: one sentence. */
const WAITING = 'waiting';

function waits(most: number): string {
  const how = most === 1 ? 'One handler runs at a time' : `${most} handlers run at a time`;
  return `${how}, as maxProcesses says: the others wait for their turn.`;
}

/** A process that is being started. */
interface Started {
  readonly runtimeName: string;
  readonly endpoint: HttpServer;
  readonly id: string;
  readonly mounts: readonly Mount[];
}

const NOT_BY_HERE =
  'Its calls go to AWS directly: Stepwise neither sees nor mocks them. With AWS as the target, mocks of actions hold for JavaScript and Python.';

/** The host of AWS that a request was made for, which stays its `host`: bootstrap/awsRoute.cjs. */
function hostOnItsWay({ headers }: IncomingMessage): string | undefined {
  const { 'x-stepwise-host': named, host } = headers;
  delete headers['x-stepwise-host'];
  const wanted = typeof named === 'string' ? named : (host ?? '');
  if (labelsOfAwsName(wanted.replace(/:\d+$/, '')) === undefined) return undefined;
  headers.host = wanted;
  return wanted;
}

function stopped(spec: FunctionSpec): Failure {
  return couldNotStart('Runtime.ExitError', `${spec.name} was stopped before it started.`);
}

/** What a process is started with; two specs that differ in it cannot share one. */
function poolKey({ timeoutSeconds: _, ...spec }: FunctionSpec): string {
  return JSON.stringify(spec);
}
