import { isTemplate, looksLikeTemplate, readTemplate } from '../template';
import type { Host } from './host';

/** SAM and CloudFormation. */
export const templateHost: Host = {
  mayBe: (_uri, text) => looksLikeTemplate(text),
  holds: isTemplate,
  machines: (document) =>
    readTemplate(document).machines.flatMap(({ logicalId, type, definition, definitionKey, span, fillsIn }) =>
      definition ? [{ name: logicalId, type, key: definitionKey ?? span, definition, fillsIn }] : [],
    ),
};
