/** What a person chooses from and is asked when they say where AWS calls go. */
import type * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { AwsTarget } from '../lambda/lambda';
import { readProfiles } from './awsProfiles';
import { readTarget } from './readTarget';
import { SETTINGS, type Setting } from './settings/table';

type Kind = AwsTarget['kind'];

interface Choice {
  readonly icon: string;
  readonly title: string;
  readonly detail: string;
}

interface Question {
  readonly setting: Setting<string>;
  readonly placeHolder: string;
  prompt(): string;
  problemOf?(value: string): string | undefined;
  /** Values to choose from; where there are none it is asked for in words. */
  offers?(): Promise<vscode.QuickPickItem[]>;
}

/** What each target needs to be known of it, asked one after the other. */
export const QUESTIONS: Record<Kind, readonly Question[]> = {
  mock: [],
  endpoint: [
    {
      setting: SETTINGS.awsEndpoint,
      placeHolder: 'http://localhost:4566',
      prompt: () => phrase`The endpoint that answers in place of AWS. Per service: ${SETTINGS.awsServiceEndpoints.id}`,
      problemOf: (url) => {
        const target = url.trim() ? readTarget({ kind: 'endpoint', url: url.trim() }) : undefined;
        return typeof target === 'string' ? target : undefined;
      },
    },
  ],
  aws: [
    {
      setting: SETTINGS.awsProfile,
      placeHolder: 'default',
      prompt: () => phrase`The profile in your AWS configuration`,
      offers: offeredProfiles,
    },
    { setting: SETTINGS.awsRegion, placeHolder: 'us-east-1', prompt: () => phrase`The region` },
  ],
};

export function choices(): Record<Kind, Choice> {
  return {
    mock: {
      icon: 'shield',
      title: phrase`Mock`,
      detail: phrase`AWS is never called: handlers get no credentials; their SDK calls, like those of tasks, are answered by mocks and by the buckets below .stepwise/s3.`,
    },
    endpoint: {
      icon: 'server-environment',
      title: phrase`Endpoint URL`,
      detail: phrase`SDK calls of handlers and tasks that call services go to your own endpoint, such as LocalStack.`,
    },
    aws: {
      icon: 'cloud',
      title: phrase`AWS`,
      detail: phrase`SDK calls of handlers and tasks that call services go to your real account.`,
    },
  };
}

async function offeredProfiles(): Promise<vscode.QuickPickItem[]> {
  return (await readProfiles()).map(({ name, account, role, region }) => ({
    label: name,
    description: [account, role, region].filter(Boolean).join(' / '),
  }));
}
