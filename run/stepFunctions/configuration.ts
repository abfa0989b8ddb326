/** Logging, tracing and encryption of a machine: checked and told again. Nothing here logs, traces or encrypts. */
import type { JsonObject } from '../../core/json';
import { apiError, type ApiError } from './apiError';
import type { Parameters } from './parameters';

export interface Configuration {
  readonly loggingConfiguration: JsonObject;
  readonly tracingConfiguration: JsonObject;
  readonly encryptionConfiguration: JsonObject;
}

export const DEFAULT_CONFIGURATION: Configuration = {
  loggingConfiguration: { includeExecutionData: false, level: 'OFF' },
  tracingConfiguration: { enabled: false },
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
};

/** Limits: LoggingConfiguration, TracingConfiguration and EncryptionConfiguration in the API reference. */
export const CONFIGURATION: Parameters = {
  loggingConfiguration: {
    type: 'structure',
    members: {
      level: { type: 'string', values: ['ALL', 'ERROR', 'FATAL', 'OFF'] },
      includeExecutionData: { type: 'boolean' },
      destinations: {
        type: 'list',
        item: {
          type: 'structure',
          members: {
            cloudWatchLogsLogGroup: {
              type: 'structure',
              members: { logGroupArn: { type: 'string', least: 1, most: 256 } },
            },
          },
        },
      },
    },
  },
  tracingConfiguration: { type: 'structure', members: { enabled: { type: 'boolean' } } },
  encryptionConfiguration: {
    type: 'structure',
    members: {
      type: { type: 'string', required: true, values: ['AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY'] },
      kmsKeyId: { type: 'string', least: 1, most: 2048 },
      kmsDataKeyReusePeriodSeconds: { type: 'number', least: 60, most: 900 },
    },
  },
};

/** The parts of a request that configure a machine. */
export type ConfigurationRequest = { readonly [part in keyof Configuration]?: JsonObject | null };

/** What a request makes of a configuration: the parts it names are wholly its own. */
export function configured(request: ConfigurationRequest, before = DEFAULT_CONFIGURATION): Configuration | ApiError {
  const { loggingConfiguration: logging, tracingConfiguration: tracing, encryptionConfiguration: encryption } = request;
  const wrong = (logging && loggingFault(logging)) ?? (encryption && encryptionFault(encryption));
  if (wrong) return wrong;
  return {
    loggingConfiguration: logging
      ? { ...DEFAULT_CONFIGURATION.loggingConfiguration, ...logging }
      : before.loggingConfiguration,
    tracingConfiguration: tracing
      ? { ...DEFAULT_CONFIGURATION.tracingConfiguration, ...tracing }
      : before.tracingConfiguration,
    encryptionConfiguration: encryption ?? before.encryptionConfiguration,
  };
}

/** Whatever is logged goes to exactly one place; logging that is off needs none. Words: recorded. */
function loggingFault({ level = 'OFF', destinations }: JsonObject): ApiError | undefined {
  if (level === 'OFF') return undefined;
  if (Array.isArray(destinations) && destinations.length === 1) return undefined;
  return apiError.invalidLoggingConfiguration('Must specify exactly one Log Destination.');
}

function encryptionFault({ type, kmsKeyId, kmsDataKeyReusePeriodSeconds }: JsonObject): ApiError | undefined {
  const hasKey = kmsKeyId != null;
  if (type === 'CUSTOMER_MANAGED_KMS_KEY') {
    return hasKey ? undefined : apiError.invalidEncryptionConfiguration('A customer managed key needs a kmsKeyId.');
  }
  return hasKey || kmsDataKeyReusePeriodSeconds != null
    ? apiError.invalidEncryptionConfiguration('An AWS owned key has no kmsKeyId and no kmsDataKeyReusePeriodSeconds.')
    : undefined;
}
