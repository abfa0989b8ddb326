/**
 * Which variables of a function are settings of AWS's clients, its tools or Lambda itself, and which only begin with `AWS_` like them:
 * `AWS_ACCOUNT_ID`, `AWS_USER_POOL_ID`. Sources: "AWS SDKs and Tools Reference", "Settings reference"; Lambda, "Reserved
 * environment variables"; botocore's and the older Java client's own names.
 */

/** Behind `AWS_`. What they choose (credentials, addresses, retries of a run) Stepwise chooses. */
const NAMES = new Set([
  ...['ACCESS_KEY', 'ACCESS_KEY_ID', 'SECRET_KEY', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN', 'SECURITY_TOKEN'],
  ...['SHARED_CREDENTIALS_FILE', 'CONFIG_FILE'],
  ...['PROFILE', 'REGION', 'ROLE_ARN', 'ROLE_SESSION_NAME', 'CA_BUNDLE', 'DATA_PATH', 'EXECUTION_ENV', 'URL'],
  ...['ACCOUNT_ID_ENDPOINT_MODE', 'AUTH_SCHEME_PREFERENCE', 'DEFAULTS_MODE', 'STS_REGIONAL_ENDPOINTS'],
  ...['REQUEST_CHECKSUM_CALCULATION', 'RESPONSE_CHECKSUM_VALIDATION', 'REQUEST_MIN_COMPRESSION_SIZE_BYTES'],
  ...['S3_US_EAST_1_REGIONAL_ENDPOINT', 'S3_USE_ARN_REGION', 'S3_DISABLE_MULTIREGION_ACCESS_POINTS'],
  ...['S3_DISABLE_EXPRESS_SESSION_AUTH', 'XRAY_DAEMON_ADDRESS', 'XRAY_SDK_ENABLED'],
  // Of AWS's Lambda Web Adapter, and of what writes CloudWatch's embedded metrics: addresses, too.
  ...['LWA_LAMBDA_RUNTIME_API_PROXY', 'EMF_AGENT_ENDPOINT'],
]);

/** `AWS_ENDPOINT_URL_SQS`, `AWS_LAMBDA_RUNTIME_API`. */
const FAMILIES =
  /^(BEARER_TOKEN|CLI|CONTAINER|CREDENTIALS?|CSM|DEFAULT|DISABLE|EC2_METADATA|ENABLE|ENDPOINT|IAM_ROLE|IGNORE|IMDS|LAMBDA|LOGIN|METADATA|SDK|SIGV4A?|SSO|USE|WEB_IDENTITY)(_|$)/;

/** In any case of letters: Windows does not tell names apart by it. */
export function isAwsSetting(name: string): boolean {
  const [, rest] = /^AWS_(.*)$/.exec(name.toUpperCase()) ?? [];
  return rest !== undefined && (NAMES.has(rest) || FAMILIES.test(rest));
}
