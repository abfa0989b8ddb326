/** What the system refuses is said in words, for every refusal that a person's machine gives. */
import { expect, test } from 'vitest';
import { machineFault, reasonOf } from '../../project/systemReason';

const CODES =
  `ENOENT ENOTDIR EISDIR EACCES EPERM EROFS ENOSPC EDQUOT EFBIG EMFILE ENFILE ELOOP ENAMETOOLONG EBUSY ENXIO EIO`.split(
    ' ',
  );
const systemError = (code: string, more: object = {}): Error =>
  Object.assign(new Error(`${code}: raw words`), { code, syscall: 'open', ...more });

test.each([...CODES, 'ERR_STRING_TOO_LONG', 'ERR_INVALID_ARG_VALUE'])('%s has words of its own', (code) => {
  expect(reasonOf(systemError(code))).toMatch(/^[a-z][^:]{8,}$/);
  expect(reasonOf(systemError(code))).not.toContain(code);
});

test.each<[unknown, string]>([
  [systemError('EODD'), 'the system refuses it (EODD)'],
  [new Error('as it is'), 'as it is'],
  ['a text', 'a text'],
  [undefined, 'undefined'],
])('%j is told as %j', (error, words) => expect(reasonOf(error)).toBe(words));

test('a fault of the machine names the place, or what was asked of the machine', () => {
  const words = reasonOf(systemError('ENOSPC'));
  expect(machineFault(systemError('ENOSPC', { path: '/p/h.json' }))).toBe(`/p/h.json: ${words}.`);
  expect(machineFault(systemError('ENOSPC'))).toBe(`The system call "open" failed: ${words}.`);
});

test.each([systemError('EODD'), systemError('ENOSPC', { syscall: undefined }), new Error('a bug'), undefined, null])(
  'what is none may be a bug of ours: %j',
  (error) => expect(machineFault(error)).toBeUndefined(),
);
