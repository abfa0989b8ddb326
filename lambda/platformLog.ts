/**
 * What Lambda itself writes into a function's log around what the function prints.
 * Sources: Lambda, "Viewing CloudWatch logs", "Understanding the execution environment lifecycle" (INIT_REPORT), "System
 * log level event mapping", "Telemetry API event schema" (the JSON records).
 */
import { LOG_LEVELS, type LoggingConfig, type LogLevel } from '../core/handlers';

export interface InitReport {
  readonly durationMs: number;
  readonly status: 'success' | 'error' | 'timeout';
  readonly errorType?: string;
}

export interface InvocationReport {
  readonly requestId: string;
  readonly durationMs: number;
  /** Of the process's first invocation alone. */
  readonly initDurationMs?: number;
  readonly memorySizeMb: number;
  /** Absent where it could not be measured. */
  readonly maxMemoryUsedMb?: number;
  readonly status: 'success' | 'error' | 'timeout';
  readonly errorType?: string;
}

export class PlatformLog {
  constructor(
    private readonly write: (line: string) => void,
    private readonly logging: LoggingConfig = { format: 'Text' },
  ) {}

  /** Said in text only where it failed: else the REPORT has how long it took. */
  initialized({ durationMs, status, errorType }: InitReport): void {
    if (this.isJson) {
      const record = { initializationType: 'on-demand', phase: 'init', status, ...(errorType && { errorType }) };
      this.record('initReport', status === 'success' ? 'DEBUG' : 'WARN', {
        ...record,
        metrics: { durationMs: round(durationMs) },
      });
    } else if (status !== 'success') {
      this.write(fields([`INIT_REPORT Init Duration: ${ms(durationMs)}`, 'Phase: init', ...ended(status, errorType)]));
    }
  }

  started(requestId: string): void {
    if (this.isJson) this.record('start', 'INFO', { requestId, version: '$LATEST' });
    else this.write(`START RequestId: ${requestId} Version: $LATEST`);
  }

  reported(report: InvocationReport): void {
    const { requestId, durationMs, initDurationMs, memorySizeMb, maxMemoryUsedMb, status, errorType } = report;
    // The init phase is billed too. Source: Lambda pricing, since August 2025.
    const billedDurationMs = Math.ceil(durationMs + (initDurationMs ?? 0));
    if (this.isJson) {
      const level = status === 'success' ? 'INFO' : 'WARN';
      const failed = { status, ...(errorType && { errorType }) };
      const doneLevel = status === 'success' ? 'DEBUG' : 'WARN';
      this.record('runtimeDone', doneLevel, { requestId, ...failed, metrics: { durationMs: round(durationMs) } });
      this.record('report', level, {
        requestId,
        metrics: {
          durationMs: round(durationMs),
          billedDurationMs,
          memorySizeMB: memorySizeMb,
          ...(maxMemoryUsedMb !== undefined && { maxMemoryUsedMB: maxMemoryUsedMb }),
          ...(initDurationMs !== undefined && { initDurationMs: round(initDurationMs) }),
        },
        ...failed,
      });
      return;
    }
    this.write(`END RequestId: ${requestId}`);
    this.write(
      fields([
        `REPORT RequestId: ${requestId}`,
        `Duration: ${ms(durationMs)}`,
        `Billed Duration: ${billedDurationMs} ms`,
        `Memory Size: ${memorySizeMb} MB`,
        ...(maxMemoryUsedMb === undefined ? [] : [`Max Memory Used: ${maxMemoryUsedMb} MB`]),
        ...(initDurationMs === undefined ? [] : [`Init Duration: ${ms(initDurationMs)}`]),
        ...(status === 'success' ? [] : ended(status, errorType)),
      ]),
    );
  }

  /** A sentence of the service's, such as of a time-out: in the log whatever its format and levels. */
  said(line: string): void {
    this.write(line);
  }

  private get isJson(): boolean {
    return this.logging.format === 'JSON';
  }

  private record(type: string, level: LogLevel, record: object): void {
    const { systemLevel = 'INFO' } = this.logging;
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(systemLevel)) return;
    this.write(JSON.stringify({ time: new Date().toISOString(), type: `platform.${type}`, record }));
  }
}

function ended(status: string, errorType: string | undefined): string[] {
  return [`Status: ${status}`, ...(errorType === undefined ? [] : [`Error Type: ${errorType}`])];
}

/** As the service ends its reports: with a tab after the last field too. */
function fields(all: readonly string[]): string {
  return all.map((each) => `${each}\t`).join('');
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(2)} ms`;
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
