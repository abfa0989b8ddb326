/** What a text imports: a look at the words, which finds what is half typed as well. */

// No two parts that stand beside each other may take the same letters: a text of one letter would take minutes.
const JAVASCRIPT = /(?:\bfrom\s*|\brequire\s*\(\s*|\bimport\s*(?:\(\s*)?)["']([^"'\n]+)["']/g;
const PYTHON = /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]{0,5000}\)|[^\n#]*)|import[ \t]+([\w., \t]+))/gm;

/** Of JavaScript or TypeScript, as written. */
export function javascriptSpecifiers(text: string): string[] {
  return [...text.matchAll(JAVASCRIPT)].map(([, written = '']) => written);
}

/** Of Python: `from orders import prices` may mean the module `orders`, and the module `orders.prices`. */
export function pythonImports(text: string): string[] {
  return [...text.matchAll(PYTHON)].flatMap(([, module, names = '', plain]) => {
    if (module === undefined) return plain!.split(',').map(firstWord).filter(Boolean);
    const inside = names
      .replace(/[()]/g, '')
      .split(',')
      .map(firstWord)
      .filter((name) => /^\w+$/.test(name));
    return [module, ...inside.map((name) => (module.endsWith('.') ? module + name : `${module}.${name}`))];
  });
}

function firstWord(text: string): string {
  return text.trim().split(/\s/)[0]!;
}
