/** What a command line lets leave this machine: its own flags, and what the person has allowed for good. No question is asked. */
import { allowedByFlags, ConsentFile, Consents } from '../run';
import type { AllowFlags } from '../run';
import type { Io } from './io';

/** Of every command that runs a state machine, or lets one be started. */
export const CONSENT_OPTIONS = {
  'allow-host': {
    value: 'HOST[:PORT]',
    many: true,
    help: 'allow requests of HTTP Tasks and calls to endpoints to this host; can be repeated',
  },
  'allow-env': {
    value: 'NAME',
    many: true,
    help: 'allow "connections" to send this environment variable to allowed hosts; can be repeated',
  },
} as const;

type ConsentFlags = {
  readonly [Name in keyof typeof CONSENT_OPTIONS]?: readonly string[];
} & { readonly endpoint?: string; readonly 'install-sdk'?: string };

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
