/** Names of files that say nothing of what is in them: the folder's name does. */
const NAMELESS = /^(?:index|app|main|handler|lambda|lambda_function)$/;

/** @param base a file's name without its ending */
export function saysNothing(base: string): boolean {
  return NAMELESS.test(base);
}

/** Files and folders of tests: what they export is for them. A path relative to the project, in either spelling. */
export function isOfTests(file: string): boolean {
  return /\.(?:test|spec|config)\.[a-z]+$|(?:^|[\\/])(?:test_\w+|\w+_test)\.py$|(?:^|[\\/])(?:tests?|__tests__|spec)[\\/]/.test(
    file,
  );
}
