import { LOCAL_ACCOUNT } from '../template/localAddress';
import { partitionOf } from '../partition';
import type { HclValue } from './value';

/** Data sources that are known here, since the account and the region are. */
const KNOWN: {
  readonly [type: string]: (region: string) => { readonly [attribute: string]: HclValue };
} = {
  aws_region: (region) => ({
    name: region,
    id: region,
    region,
    endpoint: `ec2.${region}.${partitionOf(region).suffix}`,
  }),
  aws_caller_identity: (region) => ({
    account_id: LOCAL_ACCOUNT,
    id: LOCAL_ACCOUNT,
    arn: `arn:${partitionOf(region).partition}:iam::${LOCAL_ACCOUNT}:user/local`,
    user_id: 'local',
  }),
  aws_partition: (region) => {
    const { partition, suffix } = partitionOf(region);
    return {
      partition,
      id: partition,
      dns_suffix: suffix,
      reverse_dns_prefix: suffix.split('.').reverse().join('.'),
    };
  },
  aws_availability_zones: (region) => ({
    names: ['a', 'b', 'c'].map((letter) => region + letter),
    // `use1-az1` of us-east-1.
    zone_ids: [1, 2, 3].map(
      (number) => `${region.replace(/-(\w)[a-z]*(?=-|$)/g, '$1').replaceAll('-', '')}-az${number}`,
    ),
    id: region,
  }),
};

/** @param region of the provider that reads it */
export function knownDataAttribute(type: string, attribute: string, region: string): HclValue | undefined {
  const source = Object.hasOwn(KNOWN, type) ? KNOWN[type]!(region) : undefined;
  return source && Object.hasOwn(source, attribute) ? source[attribute] : undefined;
}
