import { isDistributed } from '../facts/definitionObjects';
import type { SyntaxDocument } from '../syntax/tree';
import { phrase } from '../l10n/phrase';
import { valueOf } from '../syntax/value';
import type { Rule } from './rule';

const LARGEST_DEFINITION = 1_048_576;
const LARGEST_PAYLOAD = 262_144;
const YEAR_IN_SECONDS = 31_536_000;
const EXPRESS_SECONDS = 300;

/**
 * A definition must have at most 1 MiB (1,048,576 bytes of UTF-8) as it is sent: YAML counts as the JSON it becomes,
 * its aliases written out. A JSON file that fits only without its whitespace gets a warning, since some tools send it
 * unchanged.
 *
 * Source: AWS: Step Functions service quotas; CreateStateMachine, definition.
 */
export const definitionTooLarge: Rule = {
  code: 'definition-too-large',
  severity: 'error',
  check({ document, machine }, report) {
    const { start, end } = machine.node.span;
    // A character takes one byte at least, three at most; of YAML an alias takes what it stands for.
    const mayBeTooLarge = (end - start) * 3 > LARGEST_DEFINITION || hasAliases(document);
    // What was not read has a size that nobody knows.
    if (!mayBeTooLarge || document.problems.some(({ code }) => code !== 'duplicate-key')) return;
    const bytes = byteLength(JSON.stringify(machine.definition));
    if (bytes > LARGEST_DEFINITION) {
      report(
        machine.node,
        phrase`A definition must have at most ${LARGEST_DEFINITION} bytes; this one has ${bytes}, not counting whitespace.`,
      );
      return;
    }
    const isFile = document.language === 'json' && document.root === machine.node;
    const asItStands = isFile ? byteLength(document.text) : 0;
    if (asItStands > LARGEST_DEFINITION) {
      report(
        machine.node,
        phrase`A definition must have at most ${LARGEST_DEFINITION} bytes; this file has ${asItStands}, and fits only without its whitespace.`,
        { severity: 'warning' },
      );
    }
  },
};

function hasAliases({ language, text }: SyntaxDocument): boolean {
  return language === 'yaml' && /\*\w/.test(text) && text.includes('&');
}

/**
 * A state can pass on at most 262,144 bytes, so a larger literal Result fails every execution.
 *
 * Source: AWS: Step Functions service quotas; States.DataLimitExceeded.
 */
export const payloadTooLarge: Rule = {
  code: 'payload-too-large',
  severity: 'error',
  mayRun: true,
  check({ fields, machine }, report) {
    for (const { spec, property, value, object } of fields) {
      if (spec.name !== 'Result' || (value.span.end - value.span.start) * 3 <= LARGEST_PAYLOAD) continue;
      const bytes = byteLength(JSON.stringify(object.state?.definition['Result'] ?? machine.definition));
      if (bytes > LARGEST_PAYLOAD) {
        report(property.key, phrase`A state can pass on at most ${LARGEST_PAYLOAD} bytes; this Result has ${bytes}.`);
      }
    }
  },
};

/**
 * An execution lasts at most a year, an Express execution at most five minutes; a longer Wait can never end.
 *
 * Source: AWS: Step Functions service quotas. No refusal is recorded, so this is a warning.
 */
export const waitTooLong: Rule = {
  code: 'wait-too-long',
  severity: 'warning',
  check({ machine, options }, report) {
    const most = options.type === 'EXPRESS' ? EXPRESS_SECONDS : YEAR_IN_SECONDS;
    for (const { type, node, scope } of machine.states) {
      const seconds = type === 'Wait' ? valueOf(node, 'Seconds') : undefined;
      if (seconds?.kind !== 'number' || seconds.value <= most) continue;
      if (most === EXPRESS_SECONDS && scope.owner && isDistributed(scope.owner) === true) continue;
      report(
        seconds,
        most === EXPRESS_SECONDS
          ? phrase`An Express execution lasts at most five minutes (${most} seconds), so this Wait can never end.`
          : phrase`An execution lasts at most one year (${most} seconds), so this Wait can never end.`,
      );
    }
  },
};

/** UTF-8 bytes of a text, counted without an encoder, which a language core cannot rely on. */
function byteLength(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    // Each half of a surrogate pair is two of the pair's four bytes.
    else bytes += code >= 0xd800 && code <= 0xdfff ? 2 : 3;
  }
  return bytes;
}
