/** How each type of state is compiled. */
import type { StateType } from '../../model/machine';
import type { StateCompiler } from '../step';
import { compileChoice } from './choice';
import { compileFail } from './fail';
import { compileMap } from './map';
import { compileParallel } from './parallel';
import { compilePass } from './pass';
import { compileSucceed } from './succeed';
import { compileTask } from './task';
import { compileWait } from './wait';

export const STATE_COMPILERS: Record<StateType, StateCompiler> = {
  Pass: compilePass,
  Task: compileTask,
  Choice: compileChoice,
  Wait: compileWait,
  Succeed: compileSucceed,
  Fail: compileFail,
  Parallel: compileParallel,
  Map: compileMap,
};
