/** How AWS's services are called: by Step Functions, by the SDK's packages, in errors. */
import { SERVICES } from '../integrations';

/** Packages whose name is not the service's with its hyphens left out; of the integrated services their rows say it. */
const NAMED_OTHERWISE: { readonly [service: string]: string } = {
  applicationdiscovery: 'application-discovery-service',
  config: 'config-service',
  costandusagereport: 'cost-and-usage-report-service',
  databasemigration: 'database-migration-service',
  elasticsearch: 'elasticsearch-service',
  iam: 'iam',
  lexmodelbuilding: 'lex-model-building-service',
  lexruntime: 'lex-runtime-service',
  lexruntimev2: 'lex-runtime-v2',
  marketplaceentitlement: 'marketplace-entitlement-service',
};

/** Packages with hyphens, of which Step Functions knows the name without them. Gathered from the npm registry's names, 2026. */
const HYPHENATED = [
  'acm-pca api-gateway app-mesh application-auto-scaling application-insights application-signals auto-scaling',
  'auto-scaling-plans backup-gateway bedrock-agent bedrock-agent-runtime bedrock-data-automation bedrock-runtime',
  'cloudhsm-v2 cloudsearch-domain cloudwatch-events cloudwatch-logs codeguru-reviewer codestar-connections',
  'cognito-identity cognito-identity-provider cognito-sync compute-optimizer connect-contact-lens cost-explorer',
  'cost-optimization-hub customer-profiles data-pipeline device-farm devops-guru direct-connect directory-service',
  'docdb-elastic dynamodb-streams ec2-instance-connect ecr-public elastic-beanstalk elastic-load-balancing',
  'elastic-load-balancing-v2 elastic-transcoder emr-containers emr-serverless geo-maps geo-places geo-routes',
  'global-accelerator iot-data-plane iot-events iot-events-data iot-jobs-data-plane iot-wireless kinesis-analytics',
  'kinesis-analytics-v2 kinesis-video kinesis-video-archived-media kinesis-video-media lex-models-v2 license-manager',
  'machine-learning marketplace-catalog marketplace-metering mediapackage-vod mediastore-data medical-imaging',
  'migration-hub neptune-graph network-firewall payment-cryptography personalize-events personalize-runtime',
  'pinpoint-email pinpoint-sms-voice pinpoint-sms-voice-v2 rds-data redshift-data redshift-serverless',
  'resource-explorer-2 resource-groups resource-groups-tagging-api route-53 route-53-domains',
  'route53-recovery-cluster route53-recovery-control-config route53-recovery-readiness s3-control',
  'sagemaker-a2i-runtime sagemaker-edge sagemaker-featurestore-runtime sagemaker-geospatial sagemaker-runtime',
  'secrets-manager service-catalog service-catalog-appregistry service-quotas ssm-contacts ssm-incidents sso-admin',
  'sso-oidc storage-gateway timestream-influxdb timestream-query timestream-write transcribe-streaming voice-id',
  'vpc-lattice waf-regional workspaces-web',
].flatMap((line) => line.split(' '));

const byPlainName = new Map([
  ...HYPHENATED.map((name) => [plain(name), name] as const),
  ...Object.entries(NAMED_OTHERWISE),
  ...SERVICES.flatMap(({ name, client }) => (client === undefined ? [] : [[plain(name), client] as const])),
]);

/** `secretsmanager` → `@aws-sdk/client-secrets-manager`; undefined where no package could be called so. */
export function clientPackage(service: string): string | undefined {
  if (!/^[A-Za-z0-9-]{1,60}$/.test(service)) return undefined;
  const name = plain(service);
  return `@aws-sdk/client-${byPlainName.get(name) ?? name}`;
}

/** By any of its names, the same: `secretsmanager`, `secrets-manager`, `Secrets Manager`; `states` and `sfn`. */
export function serviceKey(service: string): string {
  return plain(clientPackage(plain(service))?.slice('@aws-sdk/client-'.length) ?? service);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
