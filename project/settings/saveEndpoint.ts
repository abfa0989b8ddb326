import { editSettings } from './saveMock';

/** Writes the endpoint of an AWS service into a folder's `.vscode/stepwise.json`; see `saveMock`. */
export function saveEndpoint(folder: string, service: string, url: string): string {
  return editSettings(folder, ['endpoints', service], url);
}
