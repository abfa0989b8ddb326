/** A refusal in the words of the Step Functions API, as its errors travel: a code and a message, status 400. */
export class ApiError {
  constructor(
    /** As SDKs know it: `TaskTimedOut`, `InvalidArn`, … */
    readonly code: string,
    readonly message: string,
  ) {}
}

/**
 * Errors by their code, with AWS's own words.
 * Source: recorded, where a word stands after `R`; else what users of the service quote.
 */
export const apiError = {
  accessDenied: (why: string) => new ApiError('AccessDeniedException', why),
  activityDoesNotExist: (arn: string) => new ApiError('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`), // R
  conflict: (why: string) => new ApiError('ConflictException', why), // R
  executionAlreadyExists: (arn: string) => new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`), // R
  executionDoesNotExist: (arn: string) => new ApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`), // R
  activityLimitExceeded: () =>
    new ApiError('ActivityLimitExceeded', 'There are 10,000 activities here, and may be no more: delete some.'),
  stateMachineLimitExceeded: () =>
    new ApiError(
      'StateMachineLimitExceeded',
      'Calls have created 10,000 state machines, and may create no more: delete some.',
    ),
  executionLimitExceeded: (limit: number) =>
    new ApiError(
      'ExecutionLimitExceeded',
      `The maximum number of executions has been reached: a run on this machine starts at most ${limit}.`,
    ),
  executionNotRedrivable: (why: string) => new ApiError('ExecutionNotRedrivable', `Execution Not Redrivable: '${why}'`),
  invalidArn: (why: string) => new ApiError('InvalidArn', `Invalid Arn: '${why}'`), // R
  invalidDefinition: (why: string) => new ApiError('InvalidDefinition', `Invalid State Machine Definition: '${why}'`), // R
  invalidEncryptionConfiguration: (why: string) =>
    new ApiError('InvalidEncryptionConfiguration', `Invalid Encryption Configuration: ${why}`),
  invalidExecutionInput: (why: string) =>
    new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`),
  invalidLoggingConfiguration: (why: string) =>
    new ApiError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${why}`), // R
  invalidName: (name: string) => new ApiError('InvalidName', `Invalid Name: '${name}'`), // R
  invalidOutput: (why: string) => new ApiError('InvalidOutput', `Invalid Output: '${why}'`),
  invalidToken: () => new ApiError('InvalidToken', `Invalid Token: 'Invalid token'`), // R
  missingRequiredParameter: (why: string) => new ApiError('MissingRequiredParameter', why), // R
  /** What tags are of. */
  resourceNotFound: (arn: string) => new ApiError('ResourceNotFound', `Resource not found: '${arn}'`),
  /** What an alias is, or is of. */
  referenceNotFound: () => new ApiError('ResourceNotFound', 'Request references a resource that does not exist.'),
  serviceQuotaExceeded: (why: string) => new ApiError('ServiceQuotaExceededException', why),
  stateMachineAlreadyExists: (arn: string) =>
    new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`), // R
  stateMachineDoesNotExist: (arn: string) =>
    new ApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`), // R
  stateMachineTypeNotSupported: () =>
    new ApiError('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine'), // R
  taskDoesNotExist: () => new ApiError('TaskDoesNotExist', `Task Does Not Exist: 'Task does not exist'`),
  taskTimedOut: () => new ApiError('TaskTimedOut', `Task Timed Out: 'Provided task does not exist anymore'`),
  tooManyTags: (arn: string) => new ApiError('TooManyTags', `Too many tags: '${arn}'`),
  /** A request that is wrong as a whole. */
  unfitting: (why: string) => new ApiError('ValidationException', why), // R
  validation: (findings: readonly string[]) =>
    new ApiError(
      'ValidationException',
      `${findings.length} validation error${findings.length > 1 ? 's' : ''} detected: ${findings.join('; ')}`,
    ), // R
};
