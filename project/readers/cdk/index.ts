/** Apps of the AWS CDK: what was synthesised, else what their source says. */
import path from 'node:path';
import type { Files } from '../../files';
import type { ProjectReader, ReaderContext, ReaderResult } from '../reader';
import { CDK_FILE, readApp } from './app';
import { readStatically } from './static';

export const cdkReader: ProjectReader = {
  name: 'AWS CDK',
  markFiles: [CDK_FILE],
  filesIn: (folder, files) => {
    const app = readApp(folder, files);
    return app ? [app.file] : [];
  },
  read: readCdkProject,
};

function readCdkProject(folder: string, files: Files, context: ReaderContext): ReaderResult | undefined {
  const app = readApp(folder, files);
  if (!app) return undefined;
  if (app.problem) return { stacks: [], functions: [], machines: [], problems: [app.problem], searched: [app.file] };
  const read = readStatically(app, files, context);
  return {
    stacks: [read.stack],
    get functions() {
      return read.functions;
    },
    get machines() {
      return read.machines;
    },
    problems: [],
    searched: [path.dirname(app.file)],
  };
}
