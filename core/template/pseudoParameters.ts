import type { Json } from '../json';
import { LOCAL_ACCOUNT } from './localAddress';
import { partitionOf } from '../partition';
import type { StackEnvironment } from './scope';

/** What they follow from. */
type StackFacts = Pick<StackEnvironment, 'region' | 'stackName' | 'stackUuid'>;

const PSEUDO_PARAMETERS: { readonly [name: string]: (stack: StackFacts) => Json } = {
  'AWS::AccountId': () => LOCAL_ACCOUNT,
  'AWS::NotificationARNs': () => [],
  'AWS::Region': ({ region }) => region,
  'AWS::Partition': ({ region }) => partitionOf(region).partition,
  'AWS::URLSuffix': ({ region }) => partitionOf(region).suffix,
  'AWS::StackName': ({ stackName }) => stackName,
  'AWS::StackId': ({ region, stackName, stackUuid }) =>
    `arn:${partitionOf(region).partition}:cloudformation:${region}:${LOCAL_ACCOUNT}:stack/${stackName}/${stackUuid}`,
};

/** The value of `AWS::Region` and its like; undefined for any other name. */
export function pseudoParameter(name: string, stack: StackFacts): Json | undefined {
  return isPseudoParameter(name) ? PSEUDO_PARAMETERS[name]!(stack) : undefined;
}

export function isPseudoParameter(name: string): boolean {
  return Object.hasOwn(PSEUDO_PARAMETERS, name);
}
