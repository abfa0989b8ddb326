/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Where packages are found that do not lie beside the code: in the project's folders, in what Lambda supplies.
'use strict';
const { existsSync } = require('node:fs');
const { Module } = require('node:module');
const path = require('node:path');
const { isModule } = require('./moduleKind.cjs');

/** `import` finds what `require` does. Older versions of Node.js start a thread for it: then only where it is needed. */
function useImportHooks({ file, mounts = [], rootDirs = [], sdkDirs, suppliedDir }) {
  const isFoundElsewhere = mounts.length > 0 || rootDirs.length > 0;
  if (!isFoundElsewhere && (suppliedDir === undefined || !existsSync(path.join(suppliedDir, 'node_modules')))) return;
  if (!isFoundElsewhere && !Module.registerHooks && !isModule(file)) return;
  const folders = (process.env.NODE_PATH ?? '').split(path.delimiter).filter(Boolean).map(path.dirname);
  require('./importHooks.cjs').useHooks({ mounts, rootDirs, folders: [...folders, ...sdkDirs], suppliedDir });
}

/** What Lambda supplies may lie in a folder of the owner's as well, last. */
function foldersFor(request, { sdkDirs, suppliedDir }) {
  const isSupplied = suppliedDir !== undefined && /^@(aws-sdk|smithy)\//.test(request);
  return isSupplied ? [...sdkDirs, suppliedDir] : sdkDirs;
}

/** Whether Lambda supplies version 2 of the SDK. */
function hasSdkV2(runtime = 'nodejs20.x') {
  return Number(/^nodejs(\d+)/.exec(runtime)?.[1]) <= 16;
}

/** `require` of a package that is not found beside the code looks in the project's folders too. */
function findSdksElsewhere(settings) {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, parent, isMain, options) {
    try {
      return resolve.call(this, request, parent, isMain, options);
    } catch (error) {
      if (error?.code !== 'MODULE_NOT_FOUND' || /^[./]|^[a-zA-Z]:/.test(request)) throw error;
      // What Lambda does not supply must be the function's own.
      if (/^aws-sdk(\/|$)/.test(request) && !hasSdkV2(settings.runtime)) throw error;
      for (const dir of foldersFor(request, settings)) {
        try {
          return resolve.call(this, request, parent, isMain, { paths: [dir] });
        } catch {
          // The next folder may have it.
        }
      }
      throw error;
    }
  };
}

module.exports = { findSdksElsewhere, hasSdkV2, useImportHooks };
