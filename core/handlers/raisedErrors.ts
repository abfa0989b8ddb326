/**
 * The errors that a handler's code makes, by the names that Lambda reports them under and a Retry or Catch has to name: `name` of an error
 * in Node.js, the class in Python. A scanner, as for what code reads of data: of classes from packages nothing is known.
 *
 * Source: Lambda, "Lambda function errors in Node.js" and "… in Python": errorType.
 */
import { codeParts } from './codeParts';
import type { HandlerCode } from './dataReads';
import { javascriptErrors } from './javascriptErrors';
import { pythonErrors } from './pythonErrors';

export interface RaisedErrors {
  /** In the order of files and lines, each once. */
  readonly names: readonly string[];
  /** Classes of JavaScript that are not what their errors are called. */
  readonly misnamed: readonly MisnamedClass[];
}

export interface MisnamedClass {
  readonly className: string;
  /** `Error`, where no class sets a name. */
  readonly reported: string;
}

/** A new language is a line here. */
const LANGUAGES = { node: javascriptErrors, python: pythonErrors } as const;

export function raisedErrors({ files }: Pick<HandlerCode, 'files'>): RaisedErrors {
  const parts = files.flatMap((file) => codeParts(file) ?? []);
  const found = (['node', 'python'] as const).map((language) => {
    const pieces = parts.filter((each) => each.language === language).map((each) => each.pieces);
    return LANGUAGES[language](pieces);
  });
  return {
    names: [...new Set(found.flatMap(({ names }) => names))],
    misnamed: found.flatMap(({ misnamed }) => misnamed),
  };
}
