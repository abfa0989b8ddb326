/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Leads paths of `/opt` to the layers of the function, which lie elsewhere on this machine. On AWS `/opt` is the layers and
// nothing else: what a layer has is meant, whatever this machine has there. What no layer has stays what it is, since a
// program of this machine's may be installed there. Nothing is written into a layer.
'use strict';
const childProcess = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { Module, syncBuiltinESMExports } = require('node:module');
const { insideOpt, placesIn } = require('./importHooks.cjs');
const replace = require('./replace.cjs');

/** Of `fs` and `fs.promises`, with and without `Sync`: what reads the path that it is given first. */
const READERS = ['access', 'copyFile', 'cp', 'exists', 'lstat', 'opendir', 'readFile', 'readlink', 'realpath'];
const MORE_READERS = ['stat', 'statfs', 'createReadStream', 'openAsBlob', 'watch', 'watchFile'];

/** What would change what a layer has. */
const WRITERS = ['appendFile', 'chmod', 'rm', 'truncate', 'unlink', 'writeFile'];

/** @param mounts what wins first: `{ at, dir }`, `at` below `/opt` */
module.exports = function useLayers(mounts) {
  const { existsSync } = fs;
  const places = (name) => placesIn(mounts, name);
  const here = (name) => places(name).find((place) => existsSync(place)) ?? name;
  const leadFirst = (original) =>
    function (name, ...rest) {
      return original.call(this, here(name), ...rest);
    };
  for (const owner of [fs, fs.promises])
    for (const name of [...READERS, ...MORE_READERS])
      for (const each of [name, `${name}Sync`]) replace(owner, each, leadFirst);
  leadFolders((name) => places(name).filter((place) => existsSync(place)));
  const has = (name) => here(name) !== name;
  const opened = (original) =>
    function (name, flags, ...rest) {
      if (onlyReads(flags)) return original.call(this, here(name), flags, ...rest);
      return has(name) ? refuse(this, original, name, rest) : original.call(this, name, flags, ...rest);
    };
  const written = (original) =>
    function (name, ...rest) {
      return has(name) ? refuse(this, original, name, rest) : original.call(this, name, ...rest);
    };
  for (const owner of [fs, fs.promises]) {
    for (const name of ['open', 'openSync']) replace(owner, name, opened);
    for (const name of WRITERS) for (const each of [name, `${name}Sync`]) replace(owner, each, written);
  }
  leadPrograms(here);
  leadModules(places, here);
  syncBuiltinESMExports();
};

/** A folder that several layers have is one folder of `/opt`, with what each has. */
function leadFolders(placesOf) {
  const together = (lists, folders) => {
    const byPath = new Map();
    lists.forEach((list, nth) => {
      for (const each of list) {
        const key = pathWithin(folders[nth], each);
        if (!byPath.has(key)) byPath.set(key, each);
      }
    });
    return [...byPath.values()];
  };
  replace(fs, 'readdirSync', (original) => (name, ...rest) => {
    const folders = placesOf(name);
    if (folders.length < 2) return original(folders[0] ?? name, ...rest);
    const lists = folders.map((folder) => original(folder, ...rest));
    return together(lists, folders);
  });
  replace(fs.promises, 'readdir', (original) => async (name, ...rest) => {
    const folders = placesOf(name);
    if (folders.length < 2) return original(folders[0] ?? name, ...rest);
    const lists = await Promise.all(folders.map((folder) => original(folder, ...rest)));
    return together(lists, folders);
  });
  replace(fs, 'readdir', (original) => (name, ...rest) => {
    const folders = placesOf(name);
    const callback = rest.at(-1);
    if (folders.length < 2 || typeof callback !== 'function') return original(folders[0] ?? name, ...rest);
    const [options] = rest.slice(0, -1);
    const next = (lists) =>
      original(folders[lists.length], options, (error, listed) => {
        const read = [...lists, listed];
        if (error) callback(error);
        else if (read.length < folders.length) next(read);
        else callback(null, together(read, folders));
      });
    next([]);
  });
}

/** Of an entry of `readdir` in a folder: with `recursive` and `withFileTypes` its name is not all of it. */
function pathWithin(folder, entry) {
  if (entry.name === undefined) return String(entry);
  // Before Node.js 20.12 it was called otherwise.
  const parent = entry.parentPath ?? entry.path ?? folder;
  return path.join(path.relative(folder, String(parent)), String(entry.name));
}

/** As the file system that Lambda mounts at `/opt`. */
function refuse(owner, { name: called }, file, rest) {
  const syscall = called.replace(/Sync$/, '').replace(/^(write|append)File$/, 'open');
  const message = `EROFS: read-only file system, ${syscall} '${file}'`;
  const error = Object.assign(new Error(message), { errno: -30, code: 'EROFS', syscall, path: String(file) });
  if (owner === fs.promises) return Promise.reject(error);
  const callback = rest.at(-1);
  if (typeof callback !== 'function') throw error;
  process.nextTick(callback, error);
}

function onlyReads(flags) {
  return (
    flags === undefined ||
    typeof flags === 'function' ||
    flags === null ||
    flags === 'r' ||
    flags === 'rs' ||
    flags === 0
  );
}

// --- Programs ----------------------------------------------------------------------------------------------------

/** Programs of a layer, and paths of layers that programs are given: those see no `/opt` of ours. */
function leadPrograms(here) {
  const args = (list) => (Array.isArray(list) ? list.map(here) : list);
  /** In a line for a shell: its words, also in quotes and behind `=`, `<` and the like. */
  const line = (text) =>
    String(text).replace(/(^|[\s"'`=:;|&<(])(\/opt\/[\w./+@-]+)/g, (all, before, name) => {
      const place = here(name);
      if (place === name) return all;
      const isWord = /^[\w./+@-]+$/.test(place) || /["'`]/.test(before);
      return before + (isWord ? place : `'${place.replaceAll("'", "'\\''")}'`);
    });
  replace(childProcess.ChildProcess.prototype, 'spawn', (original) => {
    return function (options) {
      const { file, args: given } = options ?? {};
      // The program's own name, then `-c`, then the line.
      const isShell = Array.isArray(given) && given.length === 3 && given[1] === '-c';
      const led = isShell ? [given[0], given[1], line(given[2])] : args(given);
      return original.call(this, { ...options, file: here(file), args: led });
    };
  });
  for (const name of ['spawnSync', 'execFileSync'])
    replace(
      childProcess,
      name,
      (original) =>
        (file, given, ...rest) =>
          original(here(file), args(given), ...rest),
    );
  replace(
    childProcess,
    'execSync',
    (original) =>
      (command, ...rest) =>
        original(line(command), ...rest),
  );
}

// --- Modules -----------------------------------------------------------------------------------------------------

function leadModules(places, here) {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, parent, isMain, options) {
    for (const place of places(request)) {
      try {
        return resolve.call(this, place, parent, isMain, options);
      } catch (error) {
        // The next layer may have it.
        if (error?.code !== 'MODULE_NOT_FOUND') throw error;
      }
    }
    // `createRequire('/opt/nodejs/')` and `require.resolve(…, { paths: ['/opt/nodejs'] })`
    const from =
      options?.paths?.map(here) ??
      (insideOpt(parent?.filename) === undefined ? undefined : [here(path.dirname(parent.filename))]);
    return resolve.call(this, request, parent, isMain, from ? { ...options, paths: from } : options);
  };
}
