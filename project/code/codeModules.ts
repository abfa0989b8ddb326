/** A handler's file and the project's own modules that it imports, and those import. */
import path from 'node:path';
import type { CodeFile } from '../../core/handlers/dataReads';
import { filesOnDisk, type Files } from '../files';

/** Bytes of a file that is looked into: what is longer is bundled, and says little of names. */
const LONGEST = 200_000;
/** More files than these are no helpers of one handler. */
const MOST_FILES = 30;

const JAVASCRIPT = /(?:\bfrom|\brequire\s*\(|\bimport\s*\(?)\s*["'](\.[^"']*)["']/g;
const PYTHON = /^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)|import[ \t]+([\w., \t]+))/gm;
const ENDINGS = ['', '.ts', '.js', '.mts', '.mjs', '.cjs', '.tsx', '/index.ts', '/index.js', '/index.mjs'];

export class CodeModules {
  private readonly known = new Map<string, readonly CodeFile[]>();
  private readonly texts = new Map<string, CodeFile | undefined>();

  constructor(private readonly files: Files = filesOnDisk()) {}

  /** @param codeDir where Python looks for modules */
  from(file: string, codeDir: string): readonly CodeFile[] {
    const key = JSON.stringify([file, codeDir]);
    const known = this.known.get(key) ?? this.reached(file, codeDir);
    this.known.set(key, known);
    return known;
  }

  private reached(first: string, codeDir: string): CodeFile[] {
    const found = new Set([first]);
    // Grows as it is gone through.
    for (const file of found) {
      const code = found.size < MOST_FILES ? this.read(file) : undefined;
      for (const each of code ? this.importsOf(code, codeDir) : []) found.add(each);
    }
    return [...found].flatMap((file) => this.read(file) ?? []);
  }

  private read(file: string): CodeFile | undefined {
    if (!this.texts.has(file)) {
      const { text } = this.files.read(file, LONGEST);
      this.texts.set(file, text === undefined ? undefined : { file, text });
    }
    return this.texts.get(file);
  }

  private importsOf({ file, text }: CodeFile, codeDir: string): string[] {
    const folder = path.dirname(file);
    const candidates = file.endsWith('.py') ? pythonModules(text, folder, codeDir) : javascriptModules(text, folder);
    return candidates.flatMap((each) => each.find((one) => this.files.isFile(one)) ?? []);
  }
}

/** Of each import the files that it may mean, the likeliest first. */
function javascriptModules(text: string, folder: string): string[][] {
  return [...text.matchAll(JAVASCRIPT)].map(([, written = '']) => {
    const place = path.resolve(folder, written);
    // TypeScript writes the name of what it will be compiled to.
    const source = place.replace(/\.([mc]?)js$/, '.$1ts');
    return [...(source === place ? [] : [source]), ...ENDINGS.map((ending) => `${place}${ending}`)];
  });
}

function pythonModules(text: string, folder: string, codeDir: string): string[][] {
  return [...text.matchAll(PYTHON)].flatMap(([, module, names = '', plain]) => {
    const dotted = plain === undefined ? [module!] : plain.split(',').map((each) => each.trim().split(/\s/)[0]!);
    return dotted.flatMap((written) => {
      const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(written)!;
      const bases = dots === '' ? [codeDir, folder] : [path.resolve(folder, '../'.repeat(dots.length - 1) || '.')];
      const places = bases.map((base) => path.join(base, ...rest.split('.')));
      const inside = names
        .replace(/[()]/g, '')
        .split(',')
        .map((each) => each.trim().split(/\s/)[0]!);
      return [
        places.flatMap((place) => [`${place}.py`, path.join(place, '__init__.py')]),
        ...inside.filter(Boolean).map((name) => places.map((place) => path.join(place, `${name}.py`))),
      ];
    });
  });
}
