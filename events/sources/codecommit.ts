import type { CodeCommitTriggerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { queuedCaller } from '../callers/ignoring';
import { text } from '../parameters';
import { exactly, leftOut, matching, nullable, some, type Described } from '../shape';
import { eventSource } from '../source';

export const codecommit = eventSource({
  name: 'codecommit',
  title: () => phrase`CodeCommit: a push to a repository`,
  service: 'CodeCommit',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/services-codecommit.html',
  parameters: {
    repository: text('shop', () => phrase`the name of the repository`),
    ref: text('refs/heads/main', () => phrase`the branch or tag`),
    data: text('', () => phrase`the custom data of the trigger`),
  },
  describe: ({ repository, ref, data }, fresh): Described<CodeCommitTriggerEvent> => ({
    Records: some([
      {
        awsRegion: fresh.region,
        codecommit: {
          references: some([
            {
              commit: fresh.hex(40),
              ref: matching(ref, /^refs\//, phrase`It must begin with refs/.`),
              created: leftOut(true),
              deleted: leftOut(true),
            },
          ]),
        },
        customData: leftOut<string>(nullable(data, data === ''), true),
        eventId: fresh.uuid(),
        eventName: 'ReferenceChanges',
        eventPartNumber: 1,
        eventSource: exactly('aws:codecommit'),
        eventSourceARN: fresh.arn('codecommit', repository),
        eventTime: fresh.time.isoMillis.replace('Z', '+0000'),
        eventTotalParts: 1,
        eventTriggerConfigId: fresh.uuid(),
        eventTriggerName: 'on-push',
        eventVersion: '1.0',
        userIdentityARN: fresh.globalArn('iam', 'user/mira'),
      },
    ]),
  }),
  caller: queuedCaller,
});
