/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in a Node.js of its own */
// A Node.js that was started before it is known what it is to run: `blankProcess.ts` says so, in one line of JSON on the
// fourth of its files: { script, args, cwd, env }. Until then it has nothing of the user's, and ends with its owner. Its argument is
// a file of ours that loads what any such script begins with.
'use strict';
const { readSync } = require('node:fs');
const { Module } = require('node:module');
require(process.argv[2]);

const chunks = [];
const buffer = Buffer.allocUnsafe(65536);
for (let length; length !== 0 && chunks.at(-1)?.at(-1) !== 10;) {
  length = readSync(3, buffer);
  // Without an owner there is nobody to tell of it.
  if (length === 0) process.reallyExit(1);
  chunks.push(Buffer.from(buffer.subarray(0, length)));
}
const { script, args, cwd, env } = JSON.parse(Buffer.concat(chunks).toString());
const { STEPWISE_SESSION } = process.env;
for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
Object.assign(process.env, env, { STEPWISE_SESSION });
process.chdir(cwd);
process.argv.splice(1, process.argv.length, script, ...args);
// As the program that Node.js was started with.
Module._load(script, null, true);
