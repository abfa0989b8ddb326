import { phrase } from '../../core/l10n/phrase';
import { leftOut, mapOf, nullable, oneOf } from '../shape';
import type { Caller } from '../source';
import { accepted, at, mistakesIn, refused } from './verdict';

const SPEECH = { type: oneOf('PlainText', 'SSML'), text: leftOut(''), ssml: leftOut('') };

const RESPONSE = {
  version: '',
  sessionAttributes: leftOut(nullable(mapOf({}))),
  response: {
    outputSpeech: leftOut(nullable(SPEECH)),
    reprompt: leftOut(nullable({ outputSpeech: leftOut(SPEECH) })),
    shouldEndSession: leftOut(nullable(false)),
  },
};

/** https://developer.amazon.com/en-US/docs/alexa/custom-skills/request-and-response-json-reference.html (Response Format) */
export const alexaCaller: Caller = {
  answered: (answer, event) => {
    if (at(event, 'request', 'type') === 'SessionEndedRequest')
      return accepted(phrase`The session is over: Alexa does nothing with the answer.`);
    const mistakes = mistakesIn(answer, RESPONSE);
    return mistakes.length === 0
      ? accepted(phrase`Alexa would go on with the response.`)
      : refused(phrase`Alexa would say that there was a problem with the response of the skill.`, mistakes);
  },
  failed: () => refused(phrase`Alexa would say that there was a problem with the response of the skill.`),
};
