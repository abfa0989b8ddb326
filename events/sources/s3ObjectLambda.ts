import { phrase } from '../../core/l10n/phrase';
import { objectLambdaCaller } from '../callers/ignoring';
import { text } from '../parameters';
import { anyObject, leftOut, mapOf, matching, says } from '../shape';
import { eventSource } from '../source';

export const s3ObjectLambda = eventSource({
  name: 's3-object-lambda',
  title: () => phrase`S3 Object Lambda: an object is read`,
  service: 'S3',
  page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-event-context.html',
  parameters: {
    key: text('reports/march.csv', () => phrase`the key of the object`),
    'access-point': text('reports-masked', () => phrase`the name of the Object Lambda access point`),
    payload: text('', () => phrase`the payload of its configuration`),
  },
  describe({ key, 'access-point': point, payload }, fresh) {
    const host = `${point}-${fresh.account}.s3-object-lambda.${fresh.region}.amazonaws.com`;
    const user = `AIDA${fresh.capitals(17)}`;
    const route = `io-cell-${fresh.digits(3)}`;
    return {
      xAmzRequestId: fresh.requestId,
      getObjectContext: {
        inputS3Url: says(
          phrase`A signed address from which the original is read.`,
          `https://original-${fresh.account}.s3-accesspoint.${fresh.region}.amazonaws.com/${key}?X-Amz-Signature=${fresh.hex(64)}`,
        ),
        outputRoute: says(phrase`RequestRoute of WriteGetObjectResponse.`, route),
        outputToken: says(phrase`RequestToken of WriteGetObjectResponse.`, fresh.base64(60)),
      },
      configuration: {
        accessPointArn: matching(
          fresh.arn('s3-object-lambda', `accesspoint/${point}`),
          /^arn:aws[\w-]*:s3-object-lambda:/,
          phrase`It must be the ARN of an Object Lambda access point.`,
        ),
        supportingAccessPointArn: fresh.arn('s3', 'accesspoint/original'),
        payload,
      },
      userRequest: {
        url: `https://${host}/${key}`,
        headers: mapOf({ Host: host, 'Accept-Encoding': 'identity', 'X-Amz-Content-SHA256': fresh.hex(64) }, ''),
      },
      userIdentity: {
        type: 'IAMUser',
        principalId: user,
        arn: fresh.globalArn('iam', 'user/reader'),
        accountId: fresh.account,
        accessKeyId: `AKIA${fresh.capitals(16)}`,
        userName: leftOut('reader'),
        sessionContext: leftOut(anyObject({})),
      },
      protocolVersion: '1.00',
    };
  },
  caller: objectLambdaCaller,
});
