import { isServerless, serverlessMachines } from '../serverless';
import type { Host } from './host';

/** Services of the Serverless Framework with serverless-step-functions. */
export const serverlessHost: Host = {
  mayBe: (_uri, text) => mayBeService(text) || mayHoldMachines(text),
  holds: isServerless,
  machines: (document) => serverlessMachines(document).map(({ span, ...machine }) => ({ ...machine, key: span })),
};

/** `service` stands in the outermost object; its own keys, where that is not a block at the left edge, may be anywhere. */
function mayBeService(text: string): boolean {
  if (!/\bservice["']?\s*:/.test(text)) return false;
  const isBlock = /^\ufeff?(?:[^\S\n]*(?:#.*|---.*|%.*)?\n)*[^\s{#%-]/.test(text);
  const key = isBlock ? /^\ufeff?["']?service["']?\s*:/m : /\bservice["']?\s*:/;
  return key.test(text) && /\b(provider|functions|stepFunctions|resources|frameworkVersion)["']?\s*:/.test(text);
}

/** One with its definition, in a file that `${file(…)}` names. */
function mayHoldMachines(text: string): boolean {
  return /\bdefinition["']?\s*:/.test(text) && /\b(stateMachines|StartAt|States)["']?\s*:/.test(text);
}
