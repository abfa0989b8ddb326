/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Whether Node.js takes a file for an ECMAScript module.
'use strict';
const { readFileSync } = require('node:fs');
const path = require('node:path');

const { parse } = JSON;

/** Node's own rule: the ending, else `type` of the nearest package.json. */
function isModule(file) {
  if (file.endsWith('.mjs')) return true;
  if (!file.endsWith('.js')) return false;
  for (let dir = path.dirname(file); ; dir = path.dirname(dir)) {
    try {
      return parse(readFileSync(path.join(dir, 'package.json'), 'utf8')).type === 'module';
    } catch (error) {
      if (error.code !== 'ENOENT' || path.dirname(dir) === dir) return false;
    }
  }
}

module.exports = { isModule };
