// Makes of each of our modules in a bundle one that runs when something of it is first used, not when it is imported:
// a command then pays for what it does, whichever rooms its modules name. Nothing is to be listed.
//
// esbuild makes a CommonJS module of each file, in which a name that is imported is a member of a variable. Where that
// variable stands, the `require` is written that it holds, and a module's exports are read where they are used:
//
//   import { parse } from './parse';              module.exports = { read };
//   export function read(text) {           →      function read(text) {
//     return parse(text);                           return (0, require('./parse').parse)(text);
//   }                                             }
//
// So no module may do anything by being imported, beside making what it exports.
import { transform } from 'esbuild';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** @type {import('esbuild').Plugin} */
export const lazyModules = {
  name: 'lazy-modules',
  setup({ onLoad, initialOptions: { target, sourcemap } }) {
    onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      if (file.includes('node_modules')) return undefined;
      const text = await readFile(file, 'utf8');
      return {
        contents: await lazily(text, file, { target, sourcemap }),
        loader: 'js',
        resolveDir: path.dirname(file),
      };
    });
    // Of the manifest, our own version is all that a program reads.
    onLoad({ filter: /[\\/]package\.json$/ }, async ({ path: file }) => {
      const { version } = JSON.parse(await readFile(file, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** What esbuild writes before a module: helpers, and what it exports. */
const HEAD =
  /^(?:(?:var __\w+ = |  |\}|\)).*\n)*(?:var \w+ = \{\};\n__export\(\w+, \{\n(?<members>(?:  .*\n)+)\}\);\n|var \w+ = \{\};\n)(?:module\.exports = .*\n)/;
const TAIL = /\/\/ Annotate the CommonJS export names for ESM import in node:\n0 && \(module\.exports = \{[^]*$/;
const STAR = /^__reExport\(\w+, (require\("[^"]+"\)), module\.exports\);$/;
const IMPORT = /^var (\w+) = (?:__toESM\()?require\("([^"]+)"\)\)?;$/;
const USE = /\bnew import_\w+(?:\.\w+)+|\bimport_\w+(?:\.default\b)?/g;

/**
 * @param {string} text of a module in TypeScript
 * @param {string} file its path, for messages and the source map
 * @returns {Promise<string>} CommonJS
 */
export async function lazily(text, file, { target = 'node20', sourcemap } = {}) {
  if (/\bimport_/.test(text)) throw new Error(`${file}: a name that begins with import_ stands for an import here.`);
  if (/^import ['"]/m.test(text)) throw new Error(`${file}: an import must name what it is for.`);
  const { code, map } = await transform(text, {
    loader: 'ts',
    format: 'cjs',
    platform: 'node',
    target,
    charset: 'utf8',
    sourcefile: file,
    sourcesContent: false,
    sourcemap: sourcemap ? 'external' : false,
  });
  const head = HEAD.exec(code);
  if (!head) throw new Error(`${file}: esbuild writes modules in another way than scripts/lazyModules.mjs knows.`);
  const { members = '' } = head.groups;
  if (/^export let\b/m.test(text)) throw new Error(`${file}: what is exported must be a constant.`);
  const imports = new Map();
  const edits = [];
  const kept = [];
  const body = code.slice(head[0].length).replace(TAIL, '');
  const lines = body.split('\n').map((line, index) => {
    const [, all] = STAR.exec(line) ?? [];
    if (all !== undefined) return starred(all);
    const [, name, from] = IMPORT.exec(line) ?? [];
    if (name === undefined) return used(line, imports, file, edits, index);
    // `import * as name`: as a whole, at once.
    if (!name.startsWith('import_')) return `var ${name} = require(${JSON.stringify(from)});`;
    imports.set(name, placeOf(name, from, kept));
    return '';
  });
  const exported = members
    .split('\n')
    .filter(Boolean)
    .map((member) => exportOf(member, body, imports, file));
  // Else esbuild takes all that a module exports for the `default` of it.
  if (/^  default: /m.test(members)) exported.push('__esModule: true');
  // As many lines as it had: the source map tells lines by their number.
  const above = '\n'.repeat(head[0].split('\n').length - 2);
  const variables = kept.length > 0 ? ` var ${kept.join(', ')};` : '';
  const isStarred = body.split('\n').some((line) => STAR.test(line));
  const end = isStarred ? '' : settled(exported);
  const whole = `module.exports = { ${exported.join(', ')} };${variables}\n${above}${lines.join('\n')}${end}`;
  const left = /\b__(?:toESM|toCommonJS|export|reExport)\b.*/.exec(whole);
  if (left) throw new Error(`${file}: not understood by scripts/lazyModules.mjs: ${left[0]}`);
  return map ? `${whole}\n${inlined(JSON.parse(map), edits, head[0].split('\n').length - 1)}` : whole;
}

/** How a module is named where it is used: as its exports, and as what its `default` is. */
function placeOf(name, from, kept) {
  const variable = name.replace('import', 'kept');
  kept.push(variable);
  const whole = `(${variable} ??= require(${JSON.stringify(from)}))`;
  // Node's own modules and JSON have no `default` of their own, and packages in CommonJS none.
  if (from.startsWith('node:') || from.endsWith('.json')) return { whole, ofDefault: whole };
  return {
    whole,
    ofDefault: from.startsWith('.') ? `${whole}.default` : `(${whole}.__esModule ? ${variable}.default : ${variable})`,
  };
}

/** A line with the modules in it where their variables stood. */
function used(line, imports, file, edits = [], index = 0) {
  return line.replace(USE, (word, at) => {
    const isNew = word.startsWith('new ');
    const [name, ...more] = (isNew ? word.slice(4) : word).split('.');
    const place = imports.get(name);
    if (!place) throw new Error(`${file}: nothing is imported as ${name}.`);
    const isDefault = more[0] === 'default';
    const members = more.slice(isDefault ? 1 : 0).map((member) => `.${member}`);
    const value = `${isDefault ? place.ofDefault : place.whole}${members.join('')}`;
    const written = isNew ? `new (${value})` : value;
    edits.push({ index, at, longer: written.length - word.length });
    return written;
  });
}

/**
 * Once the module has run, its constants are members like any other: a getter would be called at each use. Not where it has
 * members of another module as well.
 */
function settled(exported) {
  const all = exported.map((member) => /^get ([\w$]+)\(\) \{ return \1; \}$/.exec(member)?.[1] ?? member);
  return all.join() === exported.join() ? '' : `module.exports = { ${all.join(', ')} };\n`;
}

/** A function is there from the beginning; anything else once the module has come to it. */
function exportOf(member, body, imports, file) {
  const [, key, value] = /^  ([\w$]+): \(\) => (.*?),?$/.exec(member) ?? [];
  if (key === undefined) throw new Error(`${file}: not understood by scripts/lazyModules.mjs: ${member}`);
  const isFunction = new RegExp(`^(?:async )?function\\*? ${value}\\(`, 'm').test(body);
  return isFunction ? `${key}: ${value}` : `get ${key}() { return ${used(value, imports, file)}; }`;
}

/** `export * from`: all that the other module has, each read where it is used. */
function starred(other) {
  const all = [other, 'module.exports'].map((each) => `...Object.getOwnPropertyDescriptors(${each})`);
  return `Object.defineProperties(module.exports, { ${all.join(', ')} });`;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The map, with its columns moved by what became longer or shorter before them. */
function inlined(map, edits, first) {
  const lines = map.mappings.split(';').map((line, index) => {
    const here = edits.filter((edit) => edit.index === index - first);
    if (here.length === 0) return line;
    let [before, after] = [0, 0];
    return line
      .split(',')
      .map((segment) => {
        const { value, rest } = firstNumber(segment);
        before += value;
        const moved = here.reduce((sum, { at, longer }) => (at < before ? sum + longer : sum), before);
        const written = number(moved - after) + rest;
        after = moved;
        return written;
      })
      .join(',');
  });
  const text = JSON.stringify({ ...map, mappings: lines.join(';') });
  return `//# sourceMappingURL=data:application/json;base64,${Buffer.from(text).toString('base64')}\n`;
}

/** Five bits a digit, the lowest first, each but the last with a sixth; the lowest of all is the sign. */
function firstNumber(segment) {
  let [value, shift, at] = [0, 0, 0];
  for (let isLast = false; !isLast; at++) {
    const digit = DIGITS.indexOf(segment[at]);
    value += (digit & 31) << shift;
    shift += 5;
    isLast = digit < 32;
  }
  return { value: value & 1 ? -(value >> 1) : value >> 1, rest: segment.slice(at) };
}

function number(value) {
  let [left, text] = [value < 0 ? (-value << 1) | 1 : value << 1, ''];
  do {
    const digit = left & 31;
    left >>>= 5;
    text += DIGITS[left > 0 ? digit | 32 : digit];
  } while (left > 0);
  return text;
}
