/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Relative paths between files that a build lays into one folder and that lie in several here: `rootDirs` as TypeScript has them.
'use strict';
const path = require('node:path');

/** Where a relative path may lead besides the folder of the file that says it. */
exports.placesIn = function placesIn(rootDirs, request, from) {
  if (!/^\.\.?(?:$|[\\/])/.test(request)) return [];
  const meant = path.resolve(path.dirname(from), request);
  const isBelow = (place, root) => place === root || place.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
  return rootDirs
    .filter((root) => isBelow(meant, root) && isBelow(from, root))
    .flatMap((root) =>
      rootDirs.filter((other) => other !== root).map((other) => path.join(other, meant.slice(root.length))),
    );
};

/** For `require`; `import` has hooks of its own. */
exports.useRootDirs = function useRootDirs(Module, rootDirs) {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, parent, isMain, options) {
    try {
      return resolve.call(this, request, parent, isMain, options);
    } catch (error) {
      if (error?.code !== 'MODULE_NOT_FOUND' || !parent?.filename) throw error;
      for (const place of exports.placesIn(rootDirs, request, parent.filename)) {
        try {
          return resolve.call(this, place, parent, isMain, options);
        } catch {
          // The next folder may have it.
        }
      }
      throw error;
    }
  };
};
