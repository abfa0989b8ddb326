import type { Json } from '../json';
import { LOCAL_ACCOUNT } from './localAddress';
import type { StackEnvironment } from './scope';

/** Regions outside the commercial partition by how they begin. Source: AWS, "Amazon Resource Names", "AWS service endpoints". */
const PARTITIONS: readonly (readonly [begin: string, partition: string, suffix: string])[] = [
  ['cn-', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-', 'aws-us-gov', 'amazonaws.com'],
  ['us-iso-', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eusc-', 'aws-eusc', 'amazonaws.eu'],
];

/** What they follow from. */
type StackFacts = Pick<StackEnvironment, 'region' | 'stackName' | 'stackUuid'>;

const PSEUDO_PARAMETERS: { readonly [name: string]: (stack: StackFacts) => Json } = {
  'AWS::AccountId': () => LOCAL_ACCOUNT,
  'AWS::NotificationARNs': () => [],
  'AWS::Region': ({ region }) => region,
  'AWS::Partition': ({ region }) => partitionOf(region)[1],
  'AWS::URLSuffix': ({ region }) => partitionOf(region)[2],
  'AWS::StackName': ({ stackName }) => stackName,
  'AWS::StackId': ({ region, stackName, stackUuid }) =>
    `arn:${partitionOf(region)[1]}:cloudformation:${region}:${LOCAL_ACCOUNT}:stack/${stackName}/${stackUuid}`,
};

/** The value of `AWS::Region` and its like; undefined for any other name. */
export function pseudoParameter(name: string, stack: StackFacts): Json | undefined {
  return isPseudoParameter(name) ? PSEUDO_PARAMETERS[name]!(stack) : undefined;
}

export function isPseudoParameter(name: string): boolean {
  return Object.hasOwn(PSEUDO_PARAMETERS, name);
}

function partitionOf(region: string): (typeof PARTITIONS)[number] {
  return PARTITIONS.find(([begin]) => region.startsWith(begin)) ?? ['', 'aws', 'amazonaws.com'];
}
