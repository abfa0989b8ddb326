/** An app with a stack for each way to chain states; `⏎` in a body is the end of a line. */

/** @param bodies of methods that return a definition: the machine of the fifth is called `M4` */
export function chainApp(bodies: readonly string[], language: 'typescript' | 'python'): string {
  return language === 'typescript' ? typescriptApp(bodies) : pythonApp(bodies);
}

function typescriptApp(bodies: readonly string[]): string {
  const stacks = bodies.map(
    (body, index) => `
class Stack${index} extends Stack {
  constructor(scope, id) {
    super(scope, id);
    new sfn.StateMachine(this, 'Machine', {
      stateMachineName: 'M${index}',
      definitionBody: sfn.DefinitionBody.fromChainable(this.define${index}()),
    });
  }
  define${index}() {
    const fn = new lambda.Function(this, 'Ring', RING);
    const table = new dynamodb.Table(this, 'Bells', BELLS);
    ${body.replaceAll(' ⏎ ', '\n    ')}
  }
}
new Stack${index}(app, 'Stack${index}');`,
  );
  return `import { App, Duration, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';

const RING = {
  functionName: 'ring',
  runtime: lambda.Runtime.NODEJS_20_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => 1;'),
};
const BELLS = { tableName: 'bells', partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } };

class Greeting extends sfn.StateMachineFragment {
  readonly startState: sfn.State;
  readonly endStates: sfn.INextable[];
  constructor(scope, id, props) {
    super(scope, id);
    const first = new sfn.Pass(this, \`\${props.prefix} greet\`);
    const last = new sfn.Pass(this, \`\${props.prefix} bow\`);
    this.startState = first;
    this.endStates = first.next(last).endStates;
  }
}

const app = new App();
${stacks.join('\n')}
`;
}

function pythonApp(bodies: readonly string[]): string {
  const stacks = bodies.map(
    (body, index) => `
class Stack${index}(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
        sfn.StateMachine(self, "Machine",
            state_machine_name="M${index}",
            definition_body=sfn.DefinitionBody.from_chainable(self.define${index}()))

    def define${index}(self):
        fn = lambda_.Function(self, "Ring", function_name="ring", runtime=lambda_.Runtime.PYTHON_3_12,
            handler="index.handler", code=lambda_.Code.from_inline("def handler(event, context): pass"))
        ${body.replaceAll(' ⏎ ', '\n        ')}

Stack${index}(app, "Stack${index}")
`,
  );
  return `from aws_cdk import App, Duration, Stack, aws_lambda as lambda_, aws_stepfunctions as sfn, aws_stepfunctions_tasks as tasks
from constructs import Construct

app = App()
${stacks.join('\n')}
`;
}
