/** Our answers beside the service's: only where a person asks for it. */
export { differencesIn, type Vector } from './differences';
export { COMMANDS, measure, type Measurement, type ServiceAnswer } from './measure';
export { planOf, type Plan } from './plan';
export { withoutSecrets } from './withoutSecrets';
