/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// Loads what every handler's process begins with, and does nothing else: for a Node.js that waits to be told what it is to run
// (`processes/inside/blank.cjs`).
'use strict';
for (const file of ['runHandler', 'guardAws', 'serviceCalls', 'console', 'sdkFolders', 'extraCertificates'])
  require(`./${file}.cjs`);
// They are made when somebody asks for them.
void [process.stdout, process.stderr];
