/** Whether a file's ending is one that definitions, and files that hold some, have: data and configuration, no code. */
export function mayHoldDefinitionsByName(file: string): boolean {
  return /\.(json|ya?ml|template|tf|tofu)$/i.test(file);
}
