import { phrase } from '../../core/l10n/phrase';
import { configCaller } from '../callers/ignoring';
import { choice, jsonObject, text } from '../parameters';
import type { Fresh } from '../fresh';
import { leftOut, matching, oneOf, says } from '../shape';
import { eventSource } from '../source';

export const configRule = eventSource({
  name: 'config-rule',
  title: () => phrase`Config: a rule is evaluated after a change`,
  service: 'Config',
  page: 'https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html',
  parameters: {
    rule: text('buckets-are-private', () => phrase`the name of the rule`),
    message: choice(
      ['ConfigurationItemChangeNotification', 'OversizedConfigurationItemChangeNotification', 'ScheduledNotification'],
      () => phrase`why the rule is evaluated: a change, one too large to be sent, or its time`,
    ),
    type: text('AWS::S3::Bucket', () => phrase`the type of the resource`),
    resource: text('uploads', () => phrase`the id of the resource`),
    configuration: jsonObject({ name: 'uploads' }, () => phrase`its configuration, as a JSON object`),
    parameters: jsonObject({}, () => phrase`the parameters of the rule, as a JSON object`),
  },
  describe({ rule, message, type, resource, configuration, parameters }, fresh) {
    const id = `config-rule-${fresh.small(6)}`;
    const scheduled = {
      awsAccountId: fresh.account,
      notificationCreationTime: fresh.time.isoMillis,
      messageType: message,
      recordVersion: '1.0',
    };
    const item = {
      configurationItemCaptureTime: fresh.time.isoMillis,
      awsAccountId: fresh.account,
      configurationItemStatus: 'OK',
      resourceId: resource,
      ARN: arnOf(type, resource, fresh),
      awsRegion: fresh.region,
      availabilityZone: 'Regional',
      resourceType: type,
    };
    // https://docs.aws.amazon.com/config/latest/developerguide/example-sns-notification.html has all members of an item.
    const changed = {
      configurationItem: {
        relatedEvents: [],
        relationships: [],
        configuration,
        supplementaryConfiguration: {},
        tags: {},
        configurationItemVersion: '1.3',
        ...item,
        configurationStateId: fresh.time.millis,
        // What EC2 makes has an id alone.
        resourceName: type.startsWith('AWS::EC2::') ? null : resource,
        configurationStateMd5Hash: '',
        resourceCreationTime: fresh.time.later(-3600).isoMillis,
      },
      messageType: message,
    };
    // The handler asks for the item itself, with GetResourceConfigHistory.
    const oversized = {
      configurationItemSummary: {
        changeType: 'UPDATE',
        configurationItemVersion: '1.3',
        ...item,
        configurationStateId: 0,
        resourceName: null,
        configurationStateMd5Hash: fresh.hex(32),
        resourceCreationTime: fresh.time.later(-3600).isoMillis,
      },
      messageType: message,
    };
    const invoking = {
      ConfigurationItemChangeNotification: changed,
      OversizedConfigurationItemChangeNotification: oversized,
      ScheduledNotification: scheduled,
    }[message];
    return {
      invokingEvent: says(
        phrase`JSON, written as a text.`,
        matching(JSON.stringify(invoking), /^\s*\{/, phrase`It must be a JSON object, written as a text.`),
      ),
      ruleParameters: says(
        phrase`JSON, written as a text.`,
        matching(JSON.stringify(parameters), /^\s*\{/, phrase`It must be a JSON object, written as a text.`),
      ),
      resultToken: says(phrase`For PutEvaluations.`, fresh.base64(48)),
      eventLeftScope: false,
      executionRoleArn: fresh.globalArn('iam', 'role/config'),
      configRuleArn: fresh.arn('config', `config-rule/${id}`),
      configRuleName: rule,
      configRuleId: id,
      accountId: fresh.account,
      version: '1.0',
      evaluationMode: leftOut(oneOf('DETECTIVE', 'PROACTIVE')),
    };
  },
  filled: {
    configuration: { at: ['invokingEvent', 'configurationItem', 'configuration'] },
    parameters: { at: ['ruleParameters'] },
    type: { at: ['invokingEvent', 'configurationItem', 'resourceType'] },
  },
  caller: configCaller,
});

/** What stands before a resource's name in its ARN, where that is not `KIND/`. Source: AWS, "Service Authorization Reference". */
const BEFORE_NAME: { readonly [service: string]: string } = {
  sns: '',
  sqs: '',
  lambda: 'function:',
  rds: 'db:',
  secretsmanager: 'secret:',
};

/** A bucket's has neither region nor account. */
function arnOf(type: string, resource: string, fresh: Fresh): string {
  const [, service = '', kind = ''] = type.toLowerCase().split('::');
  if (service === 's3') return `arn:aws:s3:::${resource}`;
  return fresh.arn(service, `${BEFORE_NAME[service] ?? `${kind}/`}${resource}`);
}
