/** The context object: `$$.` in JSONPath, `$states.context.` in JSONata. And the members of `$states`. */

export interface ContextMember {
  /** Path from the context object, `Execution.Id`. */
  readonly path: string;
  readonly type: 'string' | 'number' | 'object' | 'any' | 'timestamp';
  readonly doc: string;
  readonly example?: string;
  /** Where it exists, if not everywhere. */
  readonly where?: 'callback' | 'map' | 'redriven' | 'itemReader';
}

export const CONTEXT_MEMBERS: readonly ContextMember[] = [
  { path: 'Execution', type: 'object', doc: 'The execution that is running.' },
  {
    path: 'Execution.Id',
    type: 'string',
    doc: 'ARN of the execution.',
    example: '"arn:aws:states:us-east-1:123456789012:execution:Orders:1f2a"',
  },
  {
    path: 'Execution.Input',
    type: 'any',
    doc: 'The input that the execution was started with, unchanged by the states.',
  },
  {
    path: 'Execution.Name',
    type: 'string',
    doc: 'Name of the execution, which makes a good idempotency token.',
    example: '"1f2a"',
  },
  {
    path: 'Execution.RoleArn',
    type: 'string',
    doc: 'ARN of the role that the machine runs as.',
    example: '"arn:aws:iam::123456789012:role/orders"',
  },
  {
    path: 'Execution.StartTime',
    type: 'timestamp',
    doc: 'When the execution started, ISO 8601 in UTC.',
    example: '"2030-01-31T08:00:00.000Z"',
  },
  { path: 'Execution.RedriveCount', type: 'number', doc: 'How often the execution was redriven.', example: '0' },
  {
    path: 'Execution.RedriveTime',
    type: 'timestamp',
    doc: 'When it was last redriven. Exists only after a redrive.',
    where: 'redriven',
  },
  { path: 'State', type: 'object', doc: 'The state that is running.' },
  { path: 'State.EnteredTime', type: 'timestamp', doc: 'When this state was entered, ISO 8601 in UTC.' },
  { path: 'State.Name', type: 'string', doc: 'Name of this state.' },
  {
    path: 'State.RetryCount',
    type: 'number',
    doc: 'How often this state has been retried; 0 on the first attempt.',
    example: '0',
  },
  { path: 'StateMachine', type: 'object', doc: 'The state machine.' },
  {
    path: 'StateMachine.Id',
    type: 'string',
    doc: 'ARN of the state machine.',
    example: '"arn:aws:states:us-east-1:123456789012:stateMachine:Orders"',
  },
  { path: 'StateMachine.Name', type: 'string', doc: 'Name of the state machine.', example: '"Orders"' },
  {
    path: 'Task',
    type: 'object',
    doc: 'The task that is running. Exists only in a task that waits for a callback.',
    where: 'callback',
  },
  {
    path: 'Task.Token',
    type: 'string',
    doc: 'The token for `SendTaskSuccess` or `SendTaskFailure` when the work is done. Pass it to the service in a `.waitForTaskToken` task.',
    where: 'callback',
  },
  {
    path: 'Map',
    type: 'object',
    doc: 'The iteration of a Map state. Exists only inside its `ItemSelector` and iterations.',
    where: 'map',
  },
  { path: 'Map.Item', type: 'object', doc: 'The item this iteration is for.', where: 'map' },
  {
    path: 'Map.Item.Index',
    type: 'number',
    doc: 'Position of the item in the array, from 0.',
    example: '0',
    where: 'map',
  },
  { path: 'Map.Item.Value', type: 'any', doc: 'The item itself.', where: 'map' },
  {
    path: 'Map.Item.Key',
    type: 'string',
    doc: 'The item’s key, where a distributed Map goes through an object.',
    where: 'map',
  },
  {
    path: 'Map.Item.Source',
    type: 'string',
    doc: 'Where a distributed Map read the item: `STATE_DATA` or the S3 URI of the file.',
    where: 'map',
  },
];

export interface StatesMember {
  readonly name: 'input' | 'context' | 'result' | 'errorOutput';
  readonly doc: string;
  /** Where it may be read: everywhere, in Assign and Output of Task, Parallel and Map, or in a catcher. */
  readonly where: 'everywhere' | 'result' | 'catcher';
}

/** Members of JSONata's reserved variable `$states`. Source: States Language, "Reserved variable: $states". */
export const STATES_MEMBERS: readonly StatesMember[] = [
  { name: 'input', doc: 'The state’s input as it came in.', where: 'everywhere' },
  {
    name: 'context',
    doc: 'The context object: `Execution`, `State`, `StateMachine`, and `Task` or `Map` where they exist.',
    where: 'everywhere',
  },
  {
    name: 'result',
    doc: 'What the call, the branches or the iterations returned. Only in `Output` and `Assign` of Task, Parallel and Map.',
    where: 'result',
  },
  {
    name: 'errorOutput',
    doc: 'The error object `{Error, Cause}`. Only in `Output` and `Assign` of a catcher.',
    where: 'catcher',
  },
];

const byPath = new Map(CONTEXT_MEMBERS.map((member) => [member.path, member]));

/** The member at `Execution.Id`; undefined where there is none or where data of the user's begins. */
export function contextMember(path: string): ContextMember | undefined {
  return byPath.get(path);
}

/** The members right below a path; of the context object itself for `''`. */
export function contextMembersOf(path: string): readonly ContextMember[] {
  const prefix = path === '' ? '' : `${path}.`;
  return CONTEXT_MEMBERS.filter(
    (member) => member.path.startsWith(prefix) && !member.path.slice(prefix.length).includes('.'),
  ).filter((member) => member.path !== path);
}
