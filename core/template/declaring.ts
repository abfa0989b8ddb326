/** Resources that declare a parameter or a secret with its value: the key of its kind, and the properties that have its name and its value. */
export const DECLARING: {
  readonly [type: string]: { readonly key: 'ssm:' | 'secret:'; readonly name: string; readonly value: string };
} = {
  'AWS::SSM::Parameter': { key: 'ssm:', name: 'Name', value: 'Value' },
  'AWS::SecretsManager::Secret': { key: 'secret:', name: 'Name', value: 'SecretString' },
};
