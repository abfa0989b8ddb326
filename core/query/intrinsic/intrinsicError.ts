/** A call that fails, with the words for its cause. Never leaves the room. */
export class IntrinsicError extends Error {
  constructor(
    message: string,
    readonly error = 'States.IntrinsicFailure',
  ) {
    super(message);
  }
}
