/** Addresses that values of a CDK app's source have here, by the service that a class is of. */
import { expect, test } from 'vitest';
import { readProject } from '../../project';
import { temporaryFolder } from '../harness/temporaryFolder';

const ECS = 'arn:aws:ecs:us-east-1:123456789012:cluster/Press';
const EKS = 'arn:aws:eks:us-east-1:123456789012:cluster/Press';

test.each([
  ['import * as ecs from "aws-cdk-lib/aws-ecs"', 'new ecs.Cluster(this, "Press").clusterArn', ECS],
  ['import * as eks from "aws-cdk-lib/aws-eks"', 'new eks.Cluster(this, "Press").clusterArn', EKS],
  ['import { aws_eks } from "aws-cdk-lib"', 'new aws_eks.CfnCluster(this, "Press").attrArn', EKS],
  ['import { Cluster } from "aws-cdk-lib/aws-eks"', 'new Cluster(this, "Press").clusterArn', EKS],
  ['import { Cluster } from "./ours"', 'new Cluster(this, "Press").clusterArn', ECS],
  ['import * as msk from "@aws-cdk/aws-msk-alpha"', 'new msk.Cluster(this, "Press").clusterArn', undefined],
  ['import * as glue from "@aws-cdk/aws-glue-alpha"', 'new glue.Table(this, "Press").tableArn', undefined],
  [
    'import { aws_sam as sam } from "aws-cdk-lib"',
    'new sam.CfnFunction(this, "Press").attrArn',
    'arn:aws:lambda:us-east-1:123456789012:function:Press',
  ],
  ['import * as edge from "aws-cdk-lib/aws-cloudfront"', 'new edge.Function(this, "Press").functionArn', undefined],
])('%s: %s', (imports, value, address) => {
  const folder = temporaryFolder({
    'cdk.json': '{ "app": "npx ts-node app.ts" }',
    'app.ts': `import { App, Stack } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
${imports};
class Laundry extends Stack {
  constructor(scope, id) {
    super(scope, id);
    const made = ${value};
    new lambda.Function(this, "Fold", {
      runtime: lambda.Runtime.NODEJS_20_X, handler: "fold.handler", code: lambda.Code.fromAsset("src"), environment: { MADE: made },
    });
  }
}
new Laundry(new App(), "Laundry");
`,
    'src/fold.js': 'exports.handler = async () => 1;\n',
  });
  const made = readProject(folder).functions.find(({ names }) => names.includes('Fold'))?.environment['MADE'];
  expect(made).toEqual(address ?? (expect.stringContaining('stepwise-unset') as string));
});
