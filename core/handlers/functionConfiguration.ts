/** What a deployment file says of how a function runs, besides its code. */

export const LOG_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** How a function's log is written. Source: Lambda, "Configuring advanced logging controls". */
export interface LoggingConfig {
  readonly format: 'Text' | 'JSON';
  /** Of what the code prints; only with JSON. AWS's default is INFO. */
  readonly applicationLevel?: LogLevel;
  /** Of START, REPORT and the like; only with JSON: TRACE, ERROR and FATAL are none of its levels. AWS's default is INFO. */
  readonly systemLevel?: LogLevel;
}

export interface FunctionConfiguration {
  /** Absent: as text. */
  readonly logging?: LoggingConfig;
  /** Invocations at one time, of which more are throttled; 0 throttles all. */
  readonly reservedConcurrency?: number;
  /** On AWS a published version starts from a snapshot of its initialised code. */
  readonly snapStart?: true;
}

/** The text of a field by CloudFormation's names, `('LoggingConfig', 'LogFormat')`; undefined where it is not written or not known. */
export type ConfigurationField = (...names: readonly [string, ...string[]]) => string | undefined;

/** Every deployment file's reader has its own way from CloudFormation's names to its fields. */
export function functionConfiguration(field: ConfigurationField): FunctionConfiguration {
  const logging = loggingConfig(field);
  const reserved = field('ReservedConcurrentExecutions')?.trim() ?? '';
  const snapStart = field('SnapStart', 'ApplyOn') === 'PublishedVersions';
  return {
    ...(logging && { logging }),
    // Terraform writes -1 for no reservation.
    ...(/^\d+$/.test(reserved) && { reservedConcurrency: Number(reserved) }),
    ...(snapStart && { snapStart }),
  };
}

function loggingConfig(field: ConfigurationField): LoggingConfig | undefined {
  const format = field('LoggingConfig', 'LogFormat');
  if (format === undefined) return undefined;
  if (format.toUpperCase() !== 'JSON') return { format: 'Text' };
  const level = (name: string): LogLevel | undefined =>
    LOG_LEVELS.find((each) => each === field('LoggingConfig', name)?.toUpperCase());
  const [applicationLevel, systemLevel] = [level('ApplicationLogLevel'), level('SystemLogLevel')];
  return { format: 'JSON', ...(applicationLevel && { applicationLevel }), ...(systemLevel && { systemLevel }) };
}
