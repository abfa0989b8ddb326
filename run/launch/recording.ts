/** Where the answers of a run are recorded. */
import { phrase } from '../../core/l10n/phrase';
import type { Project } from '../../project';
import { recordProblem, type RecordTarget } from '../record/recordFile';
import { recordTarget } from './history';
import type { Choices } from './options';
import type { LaunchReader, Problem } from './launchReader';
import { statsAt } from './statsAt';

/** What cannot be recorded is said before anything is called. */
export function recordingOf(
  choices: Choices,
  project: Project,
  reader: LaunchReader,
): RecordTarget | Problem | undefined {
  const target = recordTarget(choices, { settings: project.settings, resolve: reader.resolve });
  if (!target) return undefined;
  const { file, mask, faults } = target;
  const [fault] = faults;
  if (fault?.option === 'record') {
    return { problem: phrase`Nothing can be recorded, because "mask" cannot be read. ${fault.message}` };
  }
  if (fault) return { problem: `${reader.called(fault.option)}: ${fault.message}` };
  if (choices.record === '-' || statsAt(file)?.isDirectory()) {
    return { problem: phrase`${reader.called('record')}${reader.where} must name a file.` };
  }
  const problem = recordProblem(file);
  return problem === undefined ? { file, mask } : { problem };
}
