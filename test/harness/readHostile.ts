/** A process of its own, that a test can end: reads each folder named on its command line in every way there is, and prints what came of it. */
import path from 'node:path';
import { prepareLaunch } from '../../debugger/prepareLaunch';
import { findMockConfigs, findProjectFolder, readProject } from '../../project';

const found = process.argv.slice(2).map((folder) => {
  const at = (name: string): string => path.join(folder, name);
  const refusal = (args: object): string => {
    const prepared = prepareLaunch({ project: path.join(folder, 'empty'), ...args } as never);
    return prepared.ok ? '' : prepared.message;
  };
  const sound = at('sound.asl.json');
  const { problems, functions } = readProject(findProjectFolder(at('hostile.asl.json')));
  return {
    name: path.basename(folder),
    problems: problems.map(({ message }) => message),
    functions: functions.length,
    mocks: findMockConfigs(folder).length,
    program: refusal({ program: at('hostile.asl.json') }),
    input: refusal({ program: sound, inputFile: at('hostile.json') }),
    mockFile: refusal({ program: sound, mockFile: at('MockConfigFile.json'), mockCase: 'A' }),
    resume: refusal({ program: sound, resume: at('hostile.json') }),
  };
});
// Kilobytes.
console.log(JSON.stringify({ found, memory: process.resourceUsage().maxRSS }));
