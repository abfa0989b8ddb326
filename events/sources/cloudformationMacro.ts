import { phrase } from '../../core/l10n/phrase';
import { macroCaller } from '../callers/macro';
import { jsonObject, text } from '../parameters';
import { anyObject, says } from '../shape';
import { eventSource } from '../source';

export const cloudformationMacro = eventSource({
  name: 'cloudformation-macro',
  title: () => phrase`CloudFormation: a macro`,
  service: 'CloudFormation',
  page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-author.html',
  parameters: {
    macro: text('AddTags', () => phrase`the name of the macro`),
    fragment: jsonObject(
      { Resources: { Orders: { Type: 'AWS::SQS::Queue' } } },
      () => phrase`the part of the template, as a JSON object`,
    ),
    params: jsonObject({}, () => phrase`the parameters of the macro, as a JSON object`),
  },
  describe: ({ macro, fragment, params }, fresh) => ({
    accountId: fresh.account,
    fragment: says(phrase`The part of the template that is transformed.`, anyObject(fragment)),
    transformId: `${fresh.account}::${macro}`,
    requestId: says(phrase`The answer has it again.`, fresh.requestId),
    region: fresh.region,
    params: anyObject(params),
    templateParameterValues: anyObject({}),
  }),
  caller: macroCaller,
});
