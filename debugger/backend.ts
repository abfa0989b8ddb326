/** The real parts a run is made of. */
import { createLambdaHost } from '../lambda/lambdaHost';
import { startRun, userConsentFile } from '../run';
import type { RunBackend } from './launchedRun';

export const defaultBackend: RunBackend = { createLambdaHost, startRun, consentFile: userConsentFile() };
