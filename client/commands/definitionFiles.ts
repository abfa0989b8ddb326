/** The files of state machines that the explorer tells by their language. */
import type { When } from '../contextKey';

export const DEFINITION_FILES: When = 'resourceLangId =~ /^(stepwise-)?asl(-yaml)?$/';
