/** Apps of the AWS CDK: what was synthesized, else what their source says. */
import path from 'node:path';
import { languageOfFile } from '../../../core/handlers';
import { filesBelow } from '../../walk';
import type { Files } from '../../files';
import type { ProjectReader, ReaderContext, ReaderResult } from '../reader';
import { CDK_FILE, mayMark, readApp } from './app';
import type { CdkApp } from './app';
import { readSynthesized } from './assembly';
import type { ReadApp } from './assembly';
import { readStatically } from './static';
import { synthesizedFolder } from './synthesizedFolder';

export const cdkReader: ProjectReader = {
  name: 'AWS CDK',
  markFiles: [CDK_FILE],
  mayMark,
  filesIn: (folder, files) => {
    const app = readApp(folder, files);
    return app ? [app.file] : [];
  },
  mentionedIn,
  read: readCdkProject,
};

/** An app's sources, and the templates that were made of it. */
function* mentionedIn(folder: string, files: Files): Generator<string> {
  for (const file of filesBelow(files, folder)) if (languageOfFile(file) !== undefined) yield file;
  const output = readApp(folder, files)?.output;
  if (output === undefined) return;
  for (const file of filesBelow(files, output, 1)) if (file.endsWith('.template.json')) yield file;
}

function readCdkProject(folder: string, files: Files, context: ReaderContext): ReaderResult | undefined {
  const app = readApp(folder, files);
  if (!app) return undefined;
  const searched = [app.file];
  if (app.problem) return { stacks: [], functions: [], machines: [], problems: [app.problem], searched };
  const read: ReadApp = synthesized(app, files, context) ?? readStatically(app, files, context);
  // Nothing is copied out of it: each part is read when it is asked for.
  return {
    get stacks() {
      return read.stacks;
    },
    get functions() {
      return read.functions;
    },
    get machines() {
      return read.machines;
    },
    get problems() {
      return read.problems;
    },
    searched,
  };
}

/** The youngest of what the user's own tool and what we have synthesized. */
function synthesized(app: CdkApp, files: Files, context: ReaderContext): ReadApp | undefined {
  const folders = [app.output, synthesizedFolder(app.folder)].flatMap((folder) => {
    const made = folder === undefined ? undefined : files.modifiedAt(path.join(folder, 'manifest.json'));
    return made === undefined ? [] : [{ folder: folder!, made }];
  });
  const [youngest] = folders.sort((left, right) => right.made - left.made);
  return youngest && readSynthesized(youngest.folder, app, files, context);
}
