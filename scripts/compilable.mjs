// Makes a bundle one that `processes/compiledBundle` loads with what V8 compiled of it before.
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { Module } from 'node:module';

/**
 * Nothing beyond ASCII in it, so that its bytes are its characters; no `import()`, which Node 20.0 refuses in a script
 * of one's own; the function around it that Node.js would put around a module, since to do that takes as long as to read
 * it; its content's hash in its last line.
 *
 * @param {import('esbuild').BuildOptions} options
 * @returns {import('esbuild').BuildOptions}
 */
export function compilable(options) {
  return {
    ...options,
    write: false,
    supported: { 'dynamic-import': false },
    plugins: [...(options.plugins ?? []), writer],
  };
}

/** @type {import('esbuild').Plugin} */
const writer = {
  name: 'compilable',
  setup({ onEnd }) {
    onEnd(async ({ outputFiles = [] }) => {
      for (const { path, contents, text } of outputFiles) {
        await writeFile(path, path.endsWith('.js') ? stamped(asAscii(text)) : contents);
      }
    });
  },
};

/** esbuild leaves other characters where a tag or an expression might read how they are written. */
function asAscii(text) {
  const asWritten = /\bString\.raw`(?:[^`\\]|\\.)*?[\u0080-\uffff]/.exec(text);
  if (asWritten) throw new Error(`Write with \\u what is not ASCII in ${asWritten[0]}`);
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function stamped(module) {
  const text = Module.wrap(module.trimEnd()).replace(/;$/, '');
  const content = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${text}\n// content ${content}\n`;
}
