import type { ProjectReader } from './reader';
import { cdkReader } from './cdk';
import { samReader } from './sam';

/** Each knows one way to describe a project; the first that finds something speaks. */
export const PROJECT_READERS: readonly ProjectReader[] = [samReader, cdkReader];
