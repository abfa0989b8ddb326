import { LOCAL_ACCOUNT, LOCAL_REGION } from '../template/localAddress';
import type { HclValue } from './value';

const ZONES = ['a', 'b', 'c'].map((letter) => LOCAL_REGION + letter);

/** Data sources that are known here, since the account and the region are. */
const KNOWN: { readonly [type: string]: { readonly [attribute: string]: HclValue } } = {
  aws_region: {
    name: LOCAL_REGION,
    id: LOCAL_REGION,
    region: LOCAL_REGION,
    endpoint: `ec2.${LOCAL_REGION}.amazonaws.com`,
  },
  aws_caller_identity: {
    account_id: LOCAL_ACCOUNT,
    id: LOCAL_ACCOUNT,
    arn: `arn:aws:iam::${LOCAL_ACCOUNT}:user/local`,
    user_id: 'local',
  },
  aws_partition: { partition: 'aws', id: 'aws', dns_suffix: 'amazonaws.com', reverse_dns_prefix: 'com.amazonaws' },
  aws_availability_zones: { names: ZONES, zone_ids: ['use1-az1', 'use1-az2', 'use1-az3'], id: LOCAL_REGION },
};

export function knownDataAttribute(type: string, attribute: string): HclValue | undefined {
  const source = Object.hasOwn(KNOWN, type) ? KNOWN[type] : undefined;
  return source && Object.hasOwn(source, attribute) ? source[attribute] : undefined;
}
