import { phrase } from '../../core/l10n/phrase';
import { anything, exactly, matching } from '../shape';
import type { Caller } from '../source';
import { at, refused, shaped } from './verdict';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-author.html */
export const macroCaller: Caller = {
  answered: shaped(
    (event) => ({
      requestId: exactly(String(at(event, 'requestId') ?? '')),
      status: matching('success', /^success$/i, phrase`It must be success. Anything else is a failure.`),
      fragment: anything({}),
    }),
    {
      good: () => phrase`CloudFormation would take the fragment in place of the one that it sent.`,
      bad: () => phrase`CloudFormation would fail the change set: it cannot use the answer.`,
    },
  ),
  failed: () => refused(phrase`CloudFormation would fail the change set.`),
};
