import type { ProjectReader } from './reader';
import { samReader } from './sam';
import { terraformReader } from './terraform';

/** Each knows one way to describe a project; the first that finds something speaks. */
export const PROJECT_READERS: readonly ProjectReader[] = [samReader, terraformReader];
