/** What a command line lets leave this machine: its own flags, and what the person has allowed for good. No question is asked. */
import { allowedByFlags, ConsentFile, Consents } from '../run';
import type { AllowFlags } from '../run';
import type { Io } from './io';

/** Of every command that runs a state machine, or lets one be started. */
export interface ConsentFlags {
  readonly 'allow-host'?: readonly string[];
  readonly 'allow-env'?: readonly string[];
  readonly endpoint?: string;
  readonly 'install-sdk'?: string;
}

/** Reads the flags; a mistake in one is a sentence. */
export function readConsentFlags(flags: ConsentFlags): ReturnType<typeof allowedByFlags> {
  const given: AllowFlags = {
    hosts: flags['allow-host'],
    variables: flags['allow-env'],
    endpoint: flags.endpoint,
    install: flags['install-sdk'] !== undefined,
  };
  return allowedByFlags(given);
}

/** The consents of one run. */
export function consentsOf(
  allowedByFlag: Exclude<ReturnType<typeof allowedByFlags>, { readonly problem: string }>,
  folder: string,
  io: Io,
): Consents {
  return new Consents({
    folder,
    file: io.consentFile === undefined ? undefined : new ConsentFile(io.consentFile),
    allowedByFlag,
    tell: (sentence) => io.error(`${sentence}\n`),
  });
}
