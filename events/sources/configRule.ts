import { phrase } from '../../core/l10n/phrase';
import { configEvaluation } from '../answers/ignored';
import { jsonObject, text } from '../parameters';
import { leftOut, matching, oneOf, says } from '../shape';
import { eventSource } from '../source';

export const configRule = eventSource({
  name: 'config-rule',
  title: () => phrase`Config: a rule is evaluated after a change`,
  service: 'Config',
  page: 'https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules_example-events.html',
  parameters: {
    rule: text('buckets-are-private', () => phrase`the name of the rule`),
    type: text('AWS::S3::Bucket', () => phrase`the type of the resource`),
    resource: text('uploads', () => phrase`the id of the resource`),
    configuration: jsonObject({ name: 'uploads' }, () => phrase`its configuration, as a JSON object`),
    parameters: jsonObject({}, () => phrase`the parameters of the rule, as a JSON object`),
  },
  describe({ rule, type, resource, configuration, parameters }, fresh) {
    const invoking = {
      configurationItem: {
        configurationItemCaptureTime: fresh.time.isoMillis,
        awsAccountId: fresh.account,
        configurationItemStatus: 'OK',
        resourceId: resource,
        ARN: `arn:aws:s3:::${resource}`,
        awsRegion: fresh.region,
        availabilityZone: 'Regional',
        resourceType: type,
        tags: {},
        relationships: [],
        configuration,
      },
      messageType: 'ConfigurationItemChangeNotification',
    };
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
      configRuleArn: fresh.arn('config', `config-rule/config-rule-${fresh.small(6)}`),
      configRuleName: rule,
      configRuleId: `config-rule-${fresh.small(6)}`,
      accountId: fresh.account,
      version: '1.0',
      evaluationMode: leftOut(oneOf('DETECTIVE', 'PROACTIVE')),
    };
  },
  answer: configEvaluation,
});
