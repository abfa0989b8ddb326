import type { ServerCapabilities } from 'vscode-languageserver/node';
import type { LanguageFeatureName } from '../../messages/languageFeatures';
import { codeLens } from './codeLens';
import { completion } from './completion';
import { definition } from './definition';
import { diagnostics } from './diagnostics';
import type { LanguageFeature } from './feature';
import { folding } from './folding';
import { formatting } from './formatting';
import { hoverFeature } from './hover';
import { quickFixFeature } from './quickFixes';
import { references } from './references';
import { renameFeature } from './rename';
import { symbolsFeature } from './symbols';

export const FEATURES: { readonly [Name in LanguageFeatureName]: LanguageFeature } = {
  diagnostics,
  completion,
  hover: hoverFeature,
  definition,
  references,
  rename: renameFeature,
  symbols: symbolsFeature,
  folding,
  codeLens,
  quickFixes: quickFixFeature,
  formatting,
};

/** All that the features can do, as `initialize` answers it. */
export const FEATURE_CAPABILITIES: ServerCapabilities = capabilitiesOf(() => true);

/** The same without those that are registered for the languages of definitions alone, where the editor takes that. */
export const CAPABILITIES_EVERYWHERE: ServerCapabilities = capabilitiesOf(
  ({ isForOwnLanguages }) => isForOwnLanguages !== true,
);

function capabilitiesOf(isWanted: (feature: LanguageFeature) => boolean): ServerCapabilities {
  const features: readonly LanguageFeature[] = Object.values(FEATURES);
  return Object.assign({}, ...features.filter(isWanted).map(({ capability }) => capability)) as ServerCapabilities;
}
