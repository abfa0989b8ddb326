/**
 * A call that fails, with what AWS says of it behind the call’s text; without that, its arguments are invalid. Never leaves
 * the room.
 */
export class IntrinsicError extends Error {
  constructor(readonly said?: string) {
    super(said);
  }
}
