/** The real parts a run is made of. */
import { userConsentFile } from '../run';
import type { RunBackend } from './launchedRun';

export const defaultBackend: RunBackend = { consentFile: userConsentFile() };
