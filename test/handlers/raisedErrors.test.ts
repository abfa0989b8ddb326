/** What Lambda calls the errors that a handler raises, line by line in `tables/raisedErrors.txt`. */
import path from 'node:path';
import { expect, test } from 'vitest';
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

/** As many characters each as are read of a file. */
test.each([
  ['a.js', 'class A extends Error{'],
  ['a.js', 'class A extends Error{}\n'],
  ['a.js', 'class A '],
  ['a.js', 'class A{get name(){'],
  ['a.js', "new A();a.name='b';"],
  ['a.js', "{name:'b',"],
  ['a.py', 'from a import b as c,'],
  ['a.py', 'raise A('],
])(
  'a large %s of %j is read to its end',
  (file, part) => {
    const last = file === 'a.py' ? 'raise LastError()\n' : "throw new RangeError('last');\n";
    const { names } = raisedErrors({ files: [{ file, text: last + part.repeat(200_000 / part.length) }] });
    expect(names).toContain(file === 'a.py' ? 'LastError' : 'RangeError');
  },
  // A machine under load takes a few seconds; work that grows with the square of the text would take many minutes.
  20_000,
);
