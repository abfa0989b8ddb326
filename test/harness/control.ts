/** Asks the runner outside the editor to press, click and look; see test/e2e/control.mjs. */
export async function tell<T = unknown>(action: string, args: Record<string, unknown> = {}): Promise<T> {
  const address = process.env.STEPWISE_E2E_CONTROL;
  if (!address) throw new Error('STEPWISE_E2E_CONTROL is not set: start the suite with test/e2e/run.mjs.');
  const response = await fetch(address, { method: 'POST', body: JSON.stringify({ action, ...args }) });
  const { value, error } = (await response.json()) as { value: T; error?: string };
  if (error !== undefined) throw new Error(`${action}: ${error}`);
  return value;
}
