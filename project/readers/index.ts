import type { ProjectReader } from './reader';
import { samReader } from './sam';
import { serverlessReader } from './serverless';
import { terraformReader } from './terraform';

/** Each knows one way to describe a project; a folder may be described in several. */
export const PROJECT_READERS: readonly ProjectReader[] = [serverlessReader, samReader, terraformReader];
