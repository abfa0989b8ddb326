import type { ProjectReader } from './reader';
import { cdkReader } from './cdk';
import { samReader } from './sam';
import { serverlessReader } from './serverless';
import { terraformReader } from './terraform';

/** Each knows one way to describe a project; a folder may be described in several. */
export const PROJECT_READERS: readonly ProjectReader[] = [cdkReader, serverlessReader, samReader, terraformReader];
