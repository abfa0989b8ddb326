/** A sentence for the person at the editor: how a request is refused. Anything else thrown is a bug of ours. */
export class UserMistake extends Error {
  constructor(
    message: string,
    readonly show = true,
  ) {
    super(message);
  }
}
