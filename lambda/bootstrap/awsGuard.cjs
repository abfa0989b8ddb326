/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// The guard of AWS's names (`guardAws.cjs`), where this file is loaded before anything else: by NODE_OPTIONS, in a handler's threads
// and children too.
'use strict';
require('./guardAws.cjs').guardAws();
