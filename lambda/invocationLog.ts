/** One process's part of its function's log, line by line as Lambda writes it: what Lambda says around what the code prints. */
import type { HandlerLanguageId, LoggingConfig } from '../core/handlers';
import type { Failure } from './failure';
import { PlatformLog } from './platformLog';

export interface InvocationLogOptions {
  /** Absent: a runtime whose client is not ours, which writes of errors what it will. */
  readonly language: HandlerLanguageId | undefined;
  readonly logging: LoggingConfig | undefined;
  readonly memorySizeMb: number;
  /** Whether anybody reads it now: else what it would say is not made. */
  isHeard(): boolean;
  write(line: string): void;
}

export interface EndedInvocation {
  readonly requestId: string;
  readonly durationMs: number;
  readonly failure: Failure | undefined;
  /** It held more memory than it may. */
  readonly isOutOfMemory: boolean;
  /** Bytes; 0 where they could not be measured. To measure takes a tenth of what a short invocation does. */
  peakBytes(): number;
}

export class InvocationLog {
  private readonly platform: PlatformLog;
  /** Until a REPORT has told it. */
  private initDurationMs: number | undefined;
  private hasLoaded = false;

  constructor(private readonly options: InvocationLogOptions) {
    this.platform = new PlatformLog((line) => options.write(line), options.logging);
  }

  printed(line: string): void {
    this.options.write(line);
  }

  /** The code is loaded; called once more it says nothing. */
  loaded(durationMs: number): void {
    if (this.hasLoaded) return;
    this.hasLoaded = true;
    this.initDurationMs = durationMs;
    this.platform.initialized({ durationMs, status: 'success' });
  }

  loadFailed(durationMs: number, failure: Failure): void {
    if (this.hasLoaded) return;
    this.hasLoaded = true;
    this.failed(undefined, failure);
    this.platform.initialized({ durationMs, status: statusOf(failure), errorType: failure.errorType });
  }

  /** It will be begun again. */
  initTimedOut(durationMs: number): void {
    this.hasLoaded = true;
    this.platform.initialized({ durationMs, status: 'timeout' });
  }

  started(requestId: string): void {
    if (this.options.isHeard()) this.platform.started(requestId);
  }

  ended(invocation: EndedInvocation): void {
    if (this.options.isHeard()) this.report(invocation);
    this.initDurationMs = undefined;
  }

  private report({ requestId, durationMs, failure, isOutOfMemory, ...measured }: EndedInvocation): void {
    const { memorySizeMb } = this.options;
    if (failure && failure.reason !== 'start') this.failed(requestId, failure);
    const peakBytes = measured.peakBytes();
    const usedMb = Math.ceil(peakBytes / 1024 / 1024);
    const status = failure ? statusOf(failure) : 'success';
    const errorType = isOutOfMemory ? 'Runtime.OutOfMemory' : failure?.errorType;
    this.platform.reported({
      requestId,
      durationMs,
      ...(this.initDurationMs !== undefined && { initDurationMs: this.initDurationMs }),
      memorySizeMb,
      // The system's own measure is of the moment after it was too much.
      ...(peakBytes > 0 && { maxMemoryUsedMb: isOutOfMemory ? memorySizeMb : usedMb }),
      status,
      ...(status === 'error' && errorType !== undefined && { errorType }),
    });
  }

  /** What the runtime, or the service, says of a failure. */
  private failed(requestId: string | undefined, failure: Failure): void {
    const { reason, errorMessage, errorType } = failure;
    if (reason === 'timeout') this.platform.said(`${now()} ${errorMessage.replace(/^RequestId: | Error:/g, '')}\n`);
    else if (reason === 'exit') this.platform.said(`${errorMessage}\n${errorType}`);
    else {
      const { language, logging } = this.options;
      const words = language && ERRORS[language]?.[logging?.format ?? 'Text'](requestId, failure);
      if (words !== undefined) this.platform.said(words);
    }
  }
}

/** Errors that code throws are in no report: for the service that invocation went well. */
function statusOf({ reason }: Failure): 'success' | 'error' | 'timeout' {
  return reason === 'handler' ? 'success' : reason === 'timeout' ? 'timeout' : 'error';
}

function now(): string {
  return new Date().toISOString();
}

type ErrorWords = (requestId: string | undefined, failure: Failure) => string;

/** How the runtime of a language logs an error that code has thrown. A language without an entry says nothing of its own. */
const ERRORS: { readonly [language: string]: { readonly [Format in LoggingConfig['format']]: ErrorWords } } = {
  node: {
    Text: (requestId, failure) => {
      const { errorType, errorMessage, stackTrace } = failure;
      const what = requestId === undefined ? 'Uncaught Exception' : 'Invoke Error';
      const error = JSON.stringify({ errorType, errorMessage, stack: stackTrace });
      return [now(), String(requestId), 'ERROR', `${what} `, error].join('\t');
    },
    JSON: (requestId, { errorType, errorMessage, stackTrace }) =>
      JSON.stringify({
        timestamp: now(),
        level: 'ERROR',
        requestId,
        message: { errorType, errorMessage, stackTrace },
      }),
  },
  python: {
    Text: (_, { errorType, errorMessage, stackTrace }) =>
      [
        `[ERROR] ${errorType}: ${errorMessage}`,
        ...(stackTrace.length
          ? ['Traceback (most recent call last):', ...stackTrace.map((each) => each.trimEnd())]
          : []),
      ].join('\n'),
    JSON: (requestId, { errorType, errorMessage, stackTrace }) =>
      JSON.stringify({
        timestamp: now(),
        log_level: 'ERROR',
        errorMessage,
        errorType,
        requestId: requestId ?? '',
        stackTrace,
      }),
  },
};
