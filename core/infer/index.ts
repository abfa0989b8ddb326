/** The door of the room that infers what a machine needs to come to its end. */
export { infer, type Inference, type InferenceOptions } from './walk';
export { scenariosOf, type Scenario, type Scenarios } from './scenarios';
export { answerToCode } from './answerToCode';
export { answersInTurn } from './answersInTurn';
export { readAs } from './readAs';
