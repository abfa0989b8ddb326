/** `sns:publish` of `arn:aws:states:::sns:publish`: what a person looks for. A function's ARN stays whole. */
export function shortResource(resource: string): string {
  return resource.replace(/^arn:[\w-]+:states:::/, '');
}
