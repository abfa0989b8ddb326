/** Why something failed, beside AWS's own words. */
export { explainHandler, explaining, explainState } from './explainer';
