import { phrase } from '../../core/l10n/phrase';
import { latticeCaller } from '../callers/http';
import { contentType, headerTexts, mapValues, METHODS, queryOf, REQUEST } from '../parts/http';
import { exactly, leftOut, mapOf, matching, oneOf, says } from '../shape';
import { eventSource } from '../source';

export const vpcLattice = eventSource({
  name: 'vpc-lattice',
  title: () => phrase`VPC Lattice: a request (version 2.0)`,
  service: 'VPC Lattice',
  page: 'https://docs.aws.amazon.com/vpc-lattice/latest/ug/lambda-functions.html',
  parameters: REQUEST,
  describe(asked, fresh) {
    const query = queryOf(asked.query);
    const service = fresh.small(17);
    const headers = {
      accept: '*/*',
      host: `orders-${service}.${fresh.small(6)}.vpc-lattice-svcs.${fresh.region}.on.aws`,
      'user-agent': 'curl/8.9.1',
      'x-forwarded-for': '10.0.2.17',
      ...(asked.body !== '' && { 'content-type': contentType(asked.body) }),
      ...headerTexts(asked.headers),
    };
    return {
      version: exactly('2.0'),
      path: asked.path || '/orders',
      method: oneOf(asked.method, ...METHODS),
      headers: says(
        phrase`Each has a list of values.`,
        mapOf(
          mapValues(headers, (value) => [value]),
          [''],
        ),
      ),
      queryStringParameters: leftOut(mapOf(query ?? {}, ['']), query !== undefined),
      body: leftOut(asked.body, asked.body !== ''),
      isBase64Encoded: leftOut(false, asked.body !== ''),
      requestContext: {
        serviceNetworkArn: fresh.arn('vpc-lattice', `servicenetwork/sn-${fresh.hex(17)}`),
        serviceArn: fresh.arn('vpc-lattice', `service/svc-${fresh.hex(17)}`),
        targetGroupArn: matching(
          fresh.arn('vpc-lattice', `targetgroup/tg-${fresh.hex(17)}`),
          /^arn:aws[\w-]*:vpc-lattice:.*:targetgroup\//,
          phrase`It must be the ARN of a target group of VPC Lattice.`,
        ),
        identity: leftOut(
          {
            sourceVpcArn: leftOut(fresh.arn('ec2', `vpc/vpc-${fresh.hex(17)}`), true),
            type: leftOut('AWS_IAM'),
            principal: leftOut(''),
            principalOrgID: leftOut(''),
            sessionName: leftOut(''),
            x509IssuerOu: leftOut(''),
            x509SanDns: leftOut(''),
            x509SanNameCn: leftOut(''),
            x509SanUri: leftOut(''),
            x509SubjectCn: leftOut(''),
          },
          true,
        ),
        region: fresh.region,
        timeEpoch: says(phrase`Microseconds, written as a text.`, `${fresh.time.millis}${fresh.digits(3)}`),
      },
    };
  },
  caller: latticeCaller,
});
