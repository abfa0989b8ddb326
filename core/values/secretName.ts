/** Whether a name says that its value is a secret: `DB_PASSWORD`, `apiKey`, `webhook-token`. */
export function looksSecret(name: string): boolean {
  return /pass(word|wd|phrase)?$|passw|secret|token|credential|api[-_]?key|access[-_]?key|private[-_]?key/i.test(name);
}
