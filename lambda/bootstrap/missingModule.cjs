/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// What can be said of a module that was not found, or does not load: where it is missing, and what installs it.
'use strict';
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { hasSdkV2 } = require('./sdkFolders.cjs');

const { parse } = JSON;

function isMissingModule(error) {
  return error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND';
}

/** A module that is not there, or does not load; a path of `/opt`, which is that of layers. The host makes something of it. */
function seenOf(error, { sdkDirs }) {
  const { code, message, path: file } = error ?? {};
  if (code === 'ENOENT' && /^\/opt\//.test(file)) return { missing: { name: file, installer: '' } };
  const [, compiled] = (code === 'ERR_DLOPEN_FAILED' && /((?:[A-Za-z]:)?[\\/][^:\n()]*?\.node)/.exec(message)) || [];
  if (compiled) return { native: { file: compiled } };
  if (!isMissingModule(error)) return undefined;
  const name = packageIn(message) ?? /Cannot find module ['"](\/opt\/[^'"]*)/.exec(message)?.[1];
  const folder = sdkDirs.at(-1);
  return name && { missing: { name, installer: 'npm i -D', folder } };
}

function packageIn(message) {
  return /Cannot find (?:module|package) ['"]((?:@[^/'"]+\/)?[^@./'"][^/'"]*)/.exec(message)?.[1];
}

/** What a project declares is installed all together: one package by name would be written anew into its package.json. */
function installHint(message, settings) {
  const wanted = packageIn(message);
  const dir = wanted && folderThatDeclares(wanted, settings);
  return dir ? { name: wanted, command: installCommand(dir), folder: dir } : sdkHint(message, settings);
}

/** By what the package manager leaves in the folder, or in that of the workspace above it. */
const INSTALLS = [
  // Node.js alone, as on AWS, finds nothing that Yarn keeps for Plug'n'Play.
  ['.pnp.cjs', 'yarn config set nodeLinker node-modules && yarn install'],
  ['package-lock.json', 'npm install'],
  ['pnpm-lock.yaml', 'pnpm install'],
  ['yarn.lock', 'yarn install'],
  ['bun.lock', 'bun install'],
  ['bun.lockb', 'bun install'],
];

function installCommand(dir) {
  for (let at = dir; ; at = path.dirname(at)) {
    const [, command] = INSTALLS.find(([file]) => existsSync(path.join(at, file))) ?? [];
    if (command || path.dirname(at) === at) return command ?? 'npm install';
  }
}

/** The nearest folder whose package.json names a package. */
function folderThatDeclares(wanted, { sdkDirs, codeDir }) {
  for (let dir = sdkDirs[0] ?? codeDir; ; dir = path.dirname(dir)) {
    try {
      const about = parse(readFileSync(path.join(dir, 'package.json'), 'utf8'));
      const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
      if (kinds.some((kind) => about[kind]?.[wanted] !== undefined)) return dir;
    } catch {
      // None here, or one that is no JSON: a folder above may name it.
    }
    if (path.dirname(dir) === dir) return undefined;
  }
}

/** A project rightly does not declare what Lambda supplies; then one sentence says how to have it here. */
function sdkHint(message, { sdkDirs, codeDir, runtime }) {
  const [, wanted] = /['"]((?:@aws-sdk|@smithy)\/[^/'"]+|aws-sdk)[^'"]*['"]/.exec(message) ?? [];
  if (!wanted) return undefined;
  const folder = sdkDirs.at(-1) ?? codeDir;
  // Version 2 of the SDK. Source: AWS, "Building Lambda functions with Node.js", "Runtime-included SDK versions".
  if (/^aws-sdk/.test(wanted) && !hasSdkV2(runtime))
    return { name: 'aws-sdk', command: 'npm i aws-sdk', folder, upTo: 'nodejs16.x' };
  return { name: wanted, command: `npm i -D ${wanted}`, folder, isSupplied: true };
}

module.exports = { installHint, isMissingModule, seenOf };
