/** What the function was last called with in the run of a workflow. */
import { phrase } from '../../../core/l10n/phrase';
import { lastReceived } from '../../runs/lastReceived';
import { oneLine } from '../../inputPicker';
import type { Offer } from '../choice';
import { sourceOf } from '../sourceOf';

export const received: Offer = async ({ context, declared, name, events }) => {
  const had = await lastReceived(context, declared ? [declared.name, ...declared.names] : [name]);
  const choices = had.map(({ text, when }) => ({
    label: oneLine(text),
    description: when,
    icon: 'debug-rerun',
    text: () => Promise.resolve({ text, source: sourceOf(text, events) }),
  }));
  return [{ title: phrase`Received in a workflow run`, choices }];
};
