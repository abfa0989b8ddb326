/** An input made up from what a machine and its handlers read. */
import { jsonText } from '../../core/jsonText';
import type { State } from '../../core/model/machine';
import type { Project } from '../../project';
import { loadCatalogue } from '../../services/loadTables';
import type { LoadedMachine } from '../loadMachine';
import { HandlerReads } from './handlerReads';

/** @returns JSON text */
export async function sampleInput({
  machine,
  stack,
  project,
}: Pick<LoadedMachine, 'machine' | 'stack'> & { readonly project: Project }): Promise<string> {
  const { infer } = await import('../../core/infer');
  const reads = new HandlerReads(project, stack);
  const codeOf = (state: State) => reads.ofEvent(state);
  return jsonText((await infer(machine, { services: loadCatalogue(), codeOf })).input);
}
