import { editSettings } from './editSettings';

/** Writes the endpoint of an AWS service into a folder's `.vscode/stepwise.json`, as {@link editSettings} does. */
export function saveEndpoint(folder: string, service: string, url: string): string {
  return editSettings(folder, ['endpoints', service], url);
}
