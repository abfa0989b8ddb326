/** Chooses anew whether Stepwise or the AWS Toolkit serves definitions. */
import { askForProvider } from '../toolkitCoexistence';
import type { Command } from './command';

export const chooseLanguageProvider: Command = { run: () => askForProvider() };
