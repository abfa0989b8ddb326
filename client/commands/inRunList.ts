/** Where commands about a run stand: in the list of runs. */
import { TREES } from '../../messages/ids';
import type { MenuPlace } from './command';

export const RUN_LIST: MenuPlace['when'] = `view == ${TREES.runs}`;

/** Of an entry that can do this, as `runsView` says. */
export function entry(ability: string): MenuPlace['when'] {
  return `view == ${TREES.runs} && viewItem =~ /\\b${ability}\\b/`;
}
