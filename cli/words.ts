/**
 * What a command says, ready for a terminal. Text of a file, a handler or a service gets in as what can be read: by {@link says}
 * on one line, as a name; by {@link lines} on several. A plain text that a command hands to its terminal is made so at the door.
 */
import { printed } from '../core/escape/terminal';
import { visible, visibleLines } from '../core/escape/visible';
import { said } from '../core/l10n/phrase';

export class Words {
  /** @param text as it is written; whoever makes it answers for each sign of it */
  constructor(readonly text: string) {}
}

/** A template whose literal parts are ours, in the person's language. */
export function says(parts: TemplateStringsArray, ...values: readonly (string | number | Words)[]): Words {
  return new Words(said(parts, values, readyLine));
}

/** A help text of ours. */
export function ours(text: string): Words {
  return new Words(text);
}

/** @param indent of every line but the first */
export function lines(text: string, indent = ''): Words {
  return new Words(visibleLines(text).replace(/\n(?=.)/g, `\n${indent}`));
}

/** @param colours whether a handler's own may stay */
export function fromHandler(text: string, colours: boolean): Words {
  return new Words(printed(text, colours));
}

export function readyLine(value: string | number | Words): string {
  return value instanceof Words ? value.text : visible(String(value));
}
