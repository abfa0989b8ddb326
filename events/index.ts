/** The door of `events`: what starts a handler, as tables and pure functions. Loaded by {@link ./load} when it is asked for. */
export { schemaOfAny } from './anyEvent';
export { faultsOf, toldAtOnce, type Fault } from './check';
export { eventInText } from './eventInText';
export { fromTrigger, isWhole, type OwnEvent } from './fromTrigger';
export type { Parameter, Parameters, Texts } from './parameters';
export { mostLike, recognize } from './recognize';
export { likelySources, missingIn, type HandlerText, type LikelySource } from './likelySources';
export { toldBefore } from './toldBefore';
export { passedOn } from './passing/passedOn';
export { takes } from './passing/pattern';
export { startsOf, type Start } from './passing/start';
export type { Handed } from './passing/inputTemplate';
export type { Schema } from './schema';
export { makeEvent, schemaOf, type AnswerCheck, type EventSource, type MakeOptions, type Verdict } from './source';
export { useTranslations } from '../core/l10n/phrase';
export { EVENT_SOURCES } from './sources';
export { failureVerdictOf, verdictOf, verdictText } from './verdict';
