import { isServerless, serverlessMachines } from '../serverless';
import type { Host } from './host';

/** Services of the Serverless Framework with serverless-step-functions. */
export const serverlessHost: Host = {
  mayBe: (_uri, text) => /\b(stateMachines|service|definition)\b/.test(text),
  holds: isServerless,
  machines: (document) => serverlessMachines(document).map(({ span, ...machine }) => ({ ...machine, key: span })),
};
