/** Who offers events, in the order of the list. */
import type { Offer } from '../choice';
import { byHand } from './byHand';
import { clipboard } from './clipboard';
import { library } from './library';
import { likely } from './likely';
import { otherFiles, projectFiles } from './projectFiles';
import { passed } from './passed';
import { received } from './received';
import { recent } from './recent';
import { triggers } from './triggers';

export const OFFERS: readonly Offer[] = [
  triggers,
  likely,
  projectFiles,
  received,
  passed,
  otherFiles,
  recent,
  byHand,
  library,
  clipboard,
];
