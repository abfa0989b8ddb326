/** What Lambda calls the errors that a handler raises, line by line in `tables/raisedErrors.txt`. */
import path from 'node:path';
import { test } from 'vitest';
import { raisedErrors } from '../../core/handlers/raisedErrors';
import { expectAnswers } from '../harness/golden';

/** Lines of a file stand one behind another with `⏎`. */
test('the errors of a handler', () =>
  expectAnswers(path.join(__dirname, 'tables', 'raisedErrors.txt'), (line) => {
    const [, file = '', code = ''] = /^(\S+) {2}(.*)$/.exec(line)!;
    const { names, misnamed } = raisedErrors({ files: [{ file, text: code.replaceAll('⏎', '\n') }] });
    const others = misnamed.map(({ className, reported }) => `${className} is reported as ${reported}`);
    return [names.join(' ') || 'none', ...others].join('; ');
  }));
