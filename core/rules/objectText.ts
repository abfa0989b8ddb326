/** How messages call the objects of a definition. */
import type { FieldOwner } from '../catalog/types';
import { phrase, type Phrase } from '../l10n/phrase';

export const OWNER_TEXT: Record<FieldOwner, () => Phrase> = {
  machine: () => phrase`A state machine`,
  Pass: () => phrase`A Pass state`,
  Task: () => phrase`A Task state`,
  Choice: () => phrase`A Choice state`,
  Wait: () => phrase`A Wait state`,
  Succeed: () => phrase`A Succeed state`,
  Fail: () => phrase`A Fail state`,
  Parallel: () => phrase`A Parallel state`,
  Map: () => phrase`A Map state`,
  choiceRule: () => phrase`A choice rule`,
  nestedRule: () => phrase`A rule inside And, Or or Not`,
  retrier: () => phrase`A retrier`,
  catcher: () => phrase`A catcher`,
  branch: () => phrase`A branch`,
  itemProcessor: () => phrase`An item processor`,
  processorConfig: () => phrase`A ProcessorConfig`,
  itemReader: () => phrase`An ItemReader`,
  readerConfig: () => phrase`A ReaderConfig`,
  itemBatcher: () => phrase`An ItemBatcher`,
  resultWriter: () => phrase`A ResultWriter`,
  writerConfig: () => phrase`A WriterConfig`,
  credentials: () => phrase`A Credentials object`,
};
