/**
 * What the server does for documents beyond answering our own requests. The server's table and the client's
 * withdrawal are typed by this one: a feature that is named here and has no handler there does not compile.
 */
export const LANGUAGE_FEATURES = {
  diagnostics: { withdraws: true },
  completion: { withdraws: true },
  hover: { withdraws: true },
  definition: { withdraws: false },
  references: { withdraws: false },
  rename: { withdraws: false },
  symbols: { withdraws: false },
  folding: { withdraws: false },
  codeLens: { withdraws: false },
  quickFixes: { withdraws: false },
  formatting: { withdraws: true },
} as const satisfies { readonly [feature: string]: FeatureFacts };

interface FeatureFacts {
  /** Whether it stays away from the languages shared with the AWS Toolkit where a person chose that to serve them. */
  readonly withdraws: boolean;
}

export type LanguageFeatureName = keyof typeof LANGUAGE_FEATURES;

export type WithdrawingFeature = {
  [Name in LanguageFeatureName]: (typeof LANGUAGE_FEATURES)[Name]['withdraws'] extends true ? Name : never;
}[LanguageFeatureName];
