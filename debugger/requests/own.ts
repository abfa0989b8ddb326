/** Requests of our own client, beside the protocol's. */
import { phrase } from '../../core/l10n/phrase';
import type { AdapterRequests, AdapterResult } from '../../messages/debugClient';
import { passedEvents } from '../passedEvents';
import { UserMistake } from '../userMistake';
import type { Request } from './request';

type OwnRequests = { readonly [Name in keyof AdapterRequests]: Request<AdapterRequests[Name], AdapterResult<Name>> };

export const OWN: OwnRequests = {
  'stepwise.attached': { answer: (session, args) => session.questions.attached(args) },
  'stepwise.lookAt': { answer: (session, args) => session.run?.lookAt(args) },
  'stepwise.handlerStands': {
    answer: (session, args) => session.handlerStops.told(args),
    answered: (session) => session.markStop(session.control?.stop),
  },
  'stepwise.answer': { answer: (session, args) => session.questions.answered(args) },
  'stepwise.confirmed': { answer: (session, args) => session.questions.confirmed(args) },
  'stepwise.edited': { answer: (session, { file, text }) => session.texts.hold(file, text) },
  'stepwise.refresh': { answer: (session) => session.lookAtFiles() },
  'stepwise.answerTask': {
    answer(session, args) {
      if (!session.run) throw new UserMistake(phrase`Nothing runs.`);
      session.run.answerTask(args);
    },
  },
  'stepwise.testState': {
    answer(session, args) {
      if (session.tests) return session.tests.test(args);
      throw new UserMistake(phrase`This session was not launched to test states: "target" must be "state".`);
    },
  },
  'stepwise.synthesize': {
    answer(session) {
      if (session.apps) return session.apps.synthesize();
      throw new UserMistake(phrase`This session was not launched to run CDK apps: "target" must be "app".`);
    },
  },
  'stepwise.passed': {
    answer(session, args) {
      if (session.apps) return passedEvents(session.apps.launch, args);
      throw new UserMistake(phrase`This session was not launched to look at a project: "target" must be "app".`);
    },
  },
};
