/** A process of its own, that a test can end: reads each folder named on its command line in every way there is, and prints what came of it. */
import path from 'node:path';
import { prepareLaunch } from '../../debugger/prepareLaunch';
import { findMockConfigs, findProjectFolder, readProject } from '../../project';

async function readIn(folder: string): Promise<object> {
  const at = (name: string): string => path.join(folder, name);
  const refusal = async (args: object): Promise<string> => {
    const prepared = await prepareLaunch({ project: path.join(folder, 'empty'), ...args } as never);
    return prepared.ok ? '' : prepared.message;
  };
  const sound = at('sound.asl.json');
  const { problems, functions } = readProject(findProjectFolder(at('hostile.asl.json')));
  return {
    name: path.basename(folder),
    problems: problems.map(({ message }) => message),
    functions: functions.length,
    mocks: findMockConfigs(folder).length,
    program: await refusal({ program: at('hostile.asl.json') }),
    input: await refusal({ program: sound, inputFile: at('hostile.json') }),
    mockFile: await refusal({ program: sound, mockFile: at('MockConfigFile.json'), mockCase: 'A' }),
    resume: await refusal({ program: sound, resume: at('hostile.json') }),
  };
}

async function main(): Promise<void> {
  const found: object[] = [];
  for (const folder of process.argv.slice(2)) found.push(await readIn(folder));
  // Kilobytes.
  console.log(JSON.stringify({ found, memory: process.resourceUsage().maxRSS }));
}

void main();
