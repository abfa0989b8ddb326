/** Where a handler is defined in its file, for the lens above it. */

/** Zero-based line of an export in JavaScript, TypeScript or Python; 0 where its form is none of the common ones. */
export function handlerLine(text: string, exportName: string): number {
  const name = exportName.replace(/[^\w$]/g, '\\$&');
  const forms = [
    `^\\s*export\\s+(?:default\\s+)?(?:async\\s+)?(?:function\\s*\\*?|const|let|var|class)\\s+${name}\\b`,
    `^\\s*(?:module\\.)?exports\\.${name}\\s*=`,
    `^\\s*(?:async\\s+)?def\\s+${name}\\s*\\(`,
    `^\\s*(?:async\\s+)?(?:function\\s*\\*?|const|let|var)\\s+${name}\\b`,
    `^\\s*${name}\\s*=`,
  ];
  const lines = text.split('\n');
  for (const form of forms) {
    const pattern = new RegExp(form);
    const line = lines.findIndex((candidate) => pattern.test(candidate));
    if (line >= 0) return line;
  }
  return 0;
}
