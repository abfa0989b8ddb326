/** The bottom of a handler's stack is what called it: a bootstrap of ours, and the runtime's own files around it. Nobody needs to see it. */

/** As much of an answer to `stackTrace` as is read, and written. */
export interface StackMessage {
  readonly type?: string;
  readonly command?: string;
  readonly body?: { stackFrames?: Frame[]; totalFrames?: number };
}

interface Frame {
  readonly source?: { readonly path?: string; readonly name?: string };
  readonly presentationHint?: string;
}

/**
 * VS Code shows a message as its trackers leave it. It asks for a stack piece by piece: one that ends early is the last.
 *
 * @param ownFolder absolute, with `/`
 */
export function withoutBootstrap({ type, command, body }: StackMessage, ownFolder: string): void {
  if (type !== 'response' || command !== 'stackTrace' || !body?.stackFrames) return;
  const { stackFrames } = body;
  const last = stackFrames.findLastIndex((frame) => !isOwn(frame, ownFolder) && !isOfRuntime(frame));
  const below = stackFrames.slice(last + 1);
  if (!below.some((frame) => isOwn(frame, ownFolder))) return;
  body.stackFrames = stackFrames.slice(0, last + 1);
  delete body.totalFrames;
}

function isOwn({ source }: Frame, ownFolder: string): boolean {
  const file = source?.path?.replace(/\\/g, '/') ?? '';
  return file.toLowerCase().startsWith(`${ownFolder.toLowerCase()}/`);
}

/** Node's own files, and the lines between the parts of an asynchronous stack. */
function isOfRuntime({ source, presentationHint }: Frame): boolean {
  return presentationHint === 'label' || (source?.path ?? source?.name ?? '').startsWith('<node_internals>');
}
