/** How messages call the objects of a definition. */
import type { FieldOwner } from '../catalog/types';

export const OWNER_TEXT: Record<FieldOwner, string> = {
  machine: 'A state machine',
  Pass: 'A Pass state',
  Task: 'A Task state',
  Choice: 'A Choice state',
  Wait: 'A Wait state',
  Succeed: 'A Succeed state',
  Fail: 'A Fail state',
  Parallel: 'A Parallel state',
  Map: 'A Map state',
  choiceRule: 'A choice rule',
  nestedRule: 'A rule inside And, Or or Not',
  retrier: 'A retrier',
  catcher: 'A catcher',
  branch: 'A branch',
  itemProcessor: 'An item processor',
  processorConfig: 'A ProcessorConfig',
  itemReader: 'An ItemReader',
  readerConfig: 'A ReaderConfig',
  itemBatcher: 'An ItemBatcher',
  resultWriter: 'A ResultWriter',
  writerConfig: 'A WriterConfig',
  credentials: 'A Credentials object',
};
