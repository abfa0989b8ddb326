/** The error names AWS itself reports, what they mean, and what catches them. */

export interface ErrorSpec {
  readonly name: string;
  /** Our own words, Markdown. */
  readonly doc: string;
  /** Only a name to write in ErrorEquals; no execution ever fails with it. */
  readonly matcherOnly?: boolean;
  /** Whether `States.ALL` in ErrorEquals takes it. */
  readonly caughtByAll: boolean;
  /** Whether `States.TaskFailed` in ErrorEquals takes it. */
  readonly caughtByTaskFailed: boolean;
  /** Ends an execution whatever Retry and Catch say. */
  readonly terminal?: boolean;
  /** Who reports it: the language itself, or Lambda's own service and SDK errors. */
  readonly origin: 'States' | 'Lambda';
  readonly source: string;
}

const SPEC = 'States Language: Appendix A, Predefined Error Codes';
const HANDLING = 'AWS: Handling errors in Step Functions workflows';
const LAMBDA = 'AWS: Best practices for Step Functions, Handle transient Lambda service exceptions';

const states = (name: string, doc: string, source = SPEC): ErrorSpec => ({
  name,
  doc,
  caughtByAll: true,
  caughtByTaskFailed: true,
  origin: 'States',
  source,
});

export const ERRORS: readonly ErrorSpec[] = [
  {
    ...states(
      'States.ALL',
      'Matches every error except `States.Runtime` and `States.DataLimitExceeded`. It must stand alone in its list, in the last retrier or catcher.',
    ),
    matcherOnly: true,
  },
  states(
    'States.TaskFailed',
    'A task failed. Written in `ErrorEquals` it matches every error of the state except `States.Timeout`.',
  ),
  {
    ...states(
      'States.Timeout',
      'A task ran longer than `TimeoutSeconds`, or sent no heartbeat for `HeartbeatSeconds`. An execution that exceeds the machine’s `TimeoutSeconds` also ends with it; nothing catches that.',
    ),
    caughtByTaskFailed: false,
  },
  states('States.HeartbeatTimeout', 'A task sent no heartbeat for longer than `HeartbeatSeconds`.'),
  states(
    'States.Permissions',
    'The role of the state machine lacks a permission that the task needs. Retrying rarely helps.',
  ),
  {
    ...states(
      'States.Runtime',
      'The state could not be carried out: a path without a result in its input, `null` where data was needed, a broken result. `States.ALL` does not catch it and it is never retried.',
      HANDLING,
    ),
    caughtByAll: false,
    caughtByTaskFailed: false,
    terminal: true,
  },
  {
    ...states(
      'States.DataLimitExceeded',
      'A state’s input, a task’s result or an output is larger than 262,144 bytes. It is documented that `States.ALL` does not catch it, but for Lambda tasks it did.',
      HANDLING,
    ),
    caughtByAll: false,
    caughtByTaskFailed: false,
    terminal: true,
  },
  states(
    'States.BranchFailed',
    'A branch of a Parallel state failed. In practice the branch’s own error is reported, so catch that instead.',
  ),
  states('States.NoChoiceMatched', 'No rule of a Choice matched, and it has no `Default`.'),
  states(
    'States.IntrinsicFailure',
    'An intrinsic function could not be evaluated. In the States Language only: Step Functions itself fails with `States.Runtime` (recorded).',
  ),
  states(
    'States.ParameterPathFailure',
    'A path in `Parameters`, `ItemSelector` or another payload template found nothing in its input.',
  ),
  states(
    'States.ResultPathMatchFailure',
    '`ResultPath` cannot be applied to the state’s input: it points into something that is not an object.',
  ),
  states(
    'States.QueryEvaluationError',
    'A JSONata expression failed, gave nothing, or gave a value of a type that its field does not take.',
    'States Language: JSONata',
  ),
  states(
    'States.ExceedToleratedFailureThreshold',
    'More items of a distributed Map failed than `ToleratedFailureCount` or `ToleratedFailurePercentage` allows.',
    HANDLING,
  ),
  states(
    'States.ItemReaderFailed',
    'A distributed Map could not read its items: the file is missing, forbidden or not in the form that `ReaderConfig` says.',
    HANDLING,
  ),
  states('States.ResultWriterFailed', 'A distributed Map could not write its results to S3.', HANDLING),
  states(
    'States.Http.Socket',
    'An `http:invoke` call timed out: the endpoint did not answer within 60 seconds.',
    'AWS: Call HTTPS APIs in Step Functions workflows',
  ),
  states(
    'States.Http.StatusCode.NNN',
    'An `http:invoke` call was answered with that status: write the number, as in `States.Http.StatusCode.429`.',
    'AWS: Call HTTPS APIs in Step Functions workflows',
  ),
  ...(
    [
      ['Lambda.ServiceException', 'Lambda itself failed briefly. AWS advises to retry it.'],
      ['Lambda.AWSLambdaException', 'Lambda answered with an error of its own. AWS advises to retry it.'],
      ['Lambda.SdkClientException', 'Lambda could not be reached. AWS advises to retry it.'],
      [
        'Lambda.TooManyRequestsException',
        'Lambda throttled the call: too many at once. Retry with backoff and jitter.',
      ],
      ['Lambda.ClientExecutionTimeoutException', 'The connection to Lambda timed out. AWS advises to retry it.'],
      ['Lambda.Unknown', 'The function ended without an answer: out of memory, timed out, or its process died.'],
    ] as const
  ).map(([name, doc]): ErrorSpec => ({
    name,
    doc,
    caughtByAll: true,
    caughtByTaskFailed: true,
    origin: 'Lambda',
    source: LAMBDA,
  })),
];

const byName = new Map(ERRORS.map((error) => [error.name, error]));
const HTTP_STATUS = /^States\.Http\.StatusCode\.\d{3}$/;

/** The error of that name; `States.Http.StatusCode.503` finds the pattern it is one of. */
export function errorNamed(name: string): ErrorSpec | undefined {
  return byName.get(name) ?? (HTTP_STATUS.test(name) ? byName.get('States.Http.StatusCode.NNN') : undefined);
}
