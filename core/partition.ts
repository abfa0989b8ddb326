/** A part of AWS with accounts, names and addresses of its own. */
export interface Partition {
  /** `aws`, as in `arn:aws:…`. */
  readonly partition: string;
  /** `amazonaws.com` */
  readonly suffix: string;
}

/** Regions outside the commercial partition by how they begin. Source: AWS, "Amazon Resource Names", "AWS service endpoints". */
const PARTITIONS: readonly (readonly [begin: string, partition: string, suffix: string])[] = [
  ['cn-', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-', 'aws-us-gov', 'amazonaws.com'],
  ['us-iso-', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eu-isoe-', 'aws-iso-e', 'cloud.adc-e.uk'],
  ['us-isof-', 'aws-iso-f', 'csp.hci.ic.gov'],
  ['eusc-', 'aws-eusc', 'amazonaws.eu'],
];

/** The partition of a region. */
export function partitionOf(region: string): Partition {
  const [, partition, suffix] = PARTITIONS.find(([begin]) => region.startsWith(begin)) ?? ['', 'aws', 'amazonaws.com'];
  return { partition, suffix };
}

/** The ARN of something of Step Functions. @param kind such as `execution` */
export function statesArn(region: string, accountId: string, kind: string, name: string): string {
  return `arn:${partitionOf(region).partition}:states:${region}:${accountId}:${kind}:${name}`;
}
