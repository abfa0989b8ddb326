import type { ProjectReader } from './reader';
import { samReader } from './sam';
import { serverlessReader } from './serverless';

/** Each knows one way to describe a project; the first that finds something speaks. */
export const PROJECT_READERS: readonly ProjectReader[] = [serverlessReader, samReader];
