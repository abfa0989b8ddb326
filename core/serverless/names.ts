/** What the Serverless Framework calls the resources that it makes. */

/** Of a function that says nothing itself. Source: Serverless Framework, "AWS – Functions": seconds and megabytes. */
export const FUNCTION_DEFAULTS = { timeout: 6, memorySize: 1024 };

/** `hello-world` → `HelloDashworld`. */
function normalized(name: string): string {
  const words = name.replace(/-/g, 'Dash').replace(/_/g, 'Underscore');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function functionLogicalId(key: string): string {
  return `${normalized(key)}LambdaFunction`;
}

export function layerLogicalId(key: string): string {
  return `${normalized(key)}LambdaLayer`;
}

/** As serverless-step-functions does it. */
export function machineLogicalId(key: string, id: string | undefined, name: string | undefined): string {
  const own = id ?? name;
  return own === undefined ? `${normalized(key)}StepFunctionsStateMachine` : normalized(own);
}
