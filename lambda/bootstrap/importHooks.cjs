/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// How `import` finds what lies in layers, in other folders of an image and what Lambda supplies: it knows neither `/opt` nor, unlike Lambda's own Node.js
// (nodejs18 and newer), NODE_PATH. Hooks of Node.js: in the handler's thread where it has `registerHooks`, else in Node's.
'use strict';
const { existsSync } = require('node:fs');
const loaders = require('node:module');
const path = require('node:path');
const { fileURLToPath, pathToFileURL } = require('node:url');
const rootDirs = require('./rootDirs.cjs');

let known = { mounts: [], rootDirs: [], folders: [] };

/** @param data `{ mounts, rootDirs, folders, suppliedDir }`: those of `layers.cjs` and `rootDirs.cjs`, folders in which packages are looked for, the one for Lambda's */
exports.useHooks = function useHooks(data) {
  known = data;
  if (loaders.registerHooks) loaders.registerHooks({ resolve: exports.resolve });
  else if (loaders.register) loaders.register(pathToFileURL(__filename).href, { data });
};

exports.initialize = function initialize(data) {
  known = data;
};

/** Whether `next` answers or promises an answer differs between the threads. */
exports.resolve = function resolve(specifier, context, next) {
  const name = specifier.startsWith('file:') ? new URL(specifier) : specifier;
  const place = placesIn(known.mounts, name).find((each) => existsSync(each));
  if (place !== undefined) return next(pathToFileURL(place).href, context);
  const isPackage = !/^([./]|[a-zA-Z]:|node:|file:|data:)/.test(specifier);
  return orElse(
    () => next(specifier, context),
    (error) => {
      if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
      if (!isPackage) return fromRootDirs(specifier, context, next, error);
      const { folders, suppliedDir } = known;
      const isSupplied = suppliedDir !== undefined && /^@(aws-sdk|smithy)\//.test(specifier);
      return fromFolders(specifier, context, next, isSupplied ? [...folders, suppliedDir] : folders, error);
    },
  );
};

/** `import` names its files whole. */
function fromRootDirs(specifier, context, next, error) {
  const from = context.parentURL?.startsWith('file:') ? fileURLToPath(context.parentURL) : undefined;
  const places = from === undefined ? [] : rootDirs.placesIn(known.rootDirs, specifier, from);
  const place = places.find((each) => existsSync(each));
  if (place === undefined) throw error;
  return next(pathToFileURL(place).href, context);
}

/** As from a file beside the `node_modules` that is meant. */
function fromFolders(specifier, context, next, [folder, ...others], error) {
  if (folder === undefined) throw error;
  const parentURL = pathToFileURL(path.join(folder, 'index.js')).href;
  return orElse(
    () => next(specifier, { ...context, parentURL }),
    (failed) => {
      if (failed?.code !== 'ERR_MODULE_NOT_FOUND') throw failed;
      return fromFolders(specifier, context, next, others, error);
    },
  );
}

function orElse(act, otherwise) {
  try {
    const result = act();
    return typeof result?.then === 'function' ? result.then(undefined, otherwise) : result;
  } catch (error) {
    return otherwise(error);
  }
}

/** Where a path of `/opt` may be here, what wins first; none for any other path. */
function placesIn(mounts, name) {
  const inside = insideOpt(name);
  if (inside === undefined) return [];
  return mounts.flatMap(({ at, dir }) => {
    if (at === '') return [path.join(dir, inside)];
    return inside === at || inside.startsWith(`${at}/`) ? [path.join(dir, inside.slice(at.length))] : [];
  });
}

/** What of a path stands behind `/opt`, with `/` and without one at its head; undefined for a path that is elsewhere. */
function insideOpt(name) {
  if (name instanceof URL) {
    if (name.protocol !== 'file:') return undefined;
    name = decodeURIComponent(name.pathname).replace(/^\/(?=[a-zA-Z]:)/, '');
  }
  // Quick: it is asked of every file that is opened.
  if (typeof name !== 'string' || !name.includes('opt')) return undefined;
  // Windows has `/opt` on the drive of the current folder.
  const [all, inside = ''] = /^(?:[a-zA-Z]:)?[\\/]opt(?:[\\/]+(.*))?$/s.exec(path.normalize(name)) ?? [];
  return all === undefined ? undefined : inside.replaceAll('\\', '/').replace(/\/$/, '');
}

exports.placesIn = placesIn;
exports.insideOpt = insideOpt;
