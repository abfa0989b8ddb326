/** The words of what a run asks: who wants to send what, where to. Each host and each variable is named. */
import * as vscode from 'vscode';
import type { Confirmation, ConfirmationAnswer, ConfirmedPermission } from '../messages/debugClient';

export interface ConfirmationWords {
  readonly message: string;
  readonly detail: string;
  readonly answers: readonly { readonly title: string; readonly answer: ConfirmationAnswer }[];
  /** Says what happens then. */
  readonly no: string;
}

/** @param account whom an AWS target calls with, where one is asked about */
export function confirmationWords(question: Confirmation, account?: string): ConfirmationWords {
  const [first] = question.permissions;
  switch (first?.kind) {
    case 'install':
      return {
        message: vscode.l10n.t('This project does not have {0}. Install it for Stepwise?', first.client),
        detail: vscode.l10n.t(
          'npm installs the version of {0} with its dependencies into {1}, without running their scripts. Your project does not change.',
          question.day ?? '',
          question.folder ?? '',
        ),
        // It stays installed: to be asked in the next run as well would be no choice.
        answers: [{ title: vscode.l10n.t('Install'), answer: 'always' }],
        no: vscode.l10n.t('Not Now'),
      };
    case 'aws':
      return {
        message: vscode.l10n.t('Handlers and tasks of this run will call AWS with {0}.', account ?? first.region),
        detail: vscode.l10n.t(
          'What they create, change and delete there is real. "Call AWS" applies until this editor closes. You will be asked again for another profile, account or region.',
        ),
        answers: [
          { title: vscode.l10n.t('Call AWS'), answer: 'once' },
          // Keys of the environment may be another account's tomorrow.
          ...(first.profile === undefined ? [] : [ALWAYS()]),
        ],
        no: vscode.l10n.t('Do Not Run'),
      };
    default:
      return {
        message: sentence(question),
        detail: paragraphs(question).join('\n\n'),
        answers: [{ title: vscode.l10n.t('Send in This Run'), answer: 'once' }, ALWAYS()],
        no: question.state === undefined ? vscode.l10n.t('Do Not Run') : vscode.l10n.t('Answer by Hand'),
      };
  }
}

const ALWAYS = (): ConfirmationWords['answers'][number] => ({
  title: vscode.l10n.t('Always for This Folder'),
  answer: 'always',
});

function sentence({ permissions, state = '', request }: Confirmation): string {
  const hosts = hostsOf(permissions);
  const secrets = namesOf(permissions, 'secret');
  const who = oneLine(state, MOST_OF_NAME);
  if (permissions.some(({ kind }) => kind === 'endpoint')) {
    return state === ''
      ? vscode.l10n.t('Handlers and tasks of this run want to send their AWS calls to {0}.', hosts)
      : vscode.l10n.t('"{0}" wants to send its AWS call to {1}.', who, hosts);
  }
  if (permissions.some(({ kind }) => kind === 'http')) {
    const method = request?.method ?? '';
    return secrets === ''
      ? vscode.l10n.t('"{0}" wants to send {1} requests to {2}.', who, method, hosts)
      : vscode.l10n.t(
          '"{0}" wants to send {1} requests to {2}, with {3} from your environment.',
          who,
          method,
          hosts,
          secrets,
        );
  }
  if (secrets !== '') {
    return vscode.l10n.t('"{0}" wants to send {1} from your environment to {2}.', who, secrets, hosts);
  }
  const connections = namesOf(permissions, 'connection');
  return vscode.l10n.t('"{0}" wants to send the contents of the connection {1} to {2}.', who, connections, hosts);
}

function paragraphs(question: Confirmation): string[] {
  const isOfEndpoints = question.permissions.every(({ kind }) => kind === 'endpoint');
  const facts = isOfEndpoints ? [whereFrom(question)] : factsOf(question);
  const http = question.permissions.find((each) => each.kind === 'http');
  const scope =
    http &&
    (http.writes
      ? vscode.l10n.t('You allow requests with any method to this host.')
      : vscode.l10n.t('You allow only requests that read (GET, HEAD, OPTIONS) to this host.'));
  const again = isOfEndpoints
    ? vscode.l10n.t('You will be asked again for another host.')
    : vscode.l10n.t('You will be asked again for another host, connection or variable.');
  const withdrawal = vscode.l10n.t('To withdraw this, use "Stepwise: Review What You Have Allowed".');
  return [facts.join('\n'), [scope, again, withdrawal].filter((each) => each !== undefined).join(' ')];
}

function whereFrom({ state }: Confirmation): string {
  return state === undefined
    ? vscode.l10n.t('The settings or the launch configuration set this as the AWS target.')
    : vscode.l10n.t('.vscode/stepwise.json sets this as the endpoint of the service.');
}

function factsOf({ permissions, request }: Confirmation): string[] {
  const connections = namesOf(permissions, 'connection');
  return [
    ...(request ? [vscode.l10n.t('The request: {0} {1}', request.method, oneLine(request.url, MOST_OF_URL))] : []),
    ...(connections
      ? [vscode.l10n.t('It includes what .vscode/stepwise.json has for the connection {0}.', connections)]
      : []),
    ...permissions.flatMap((each) =>
      each.kind === 'secret' ? [vscode.l10n.t('It includes your environment variable {0}.', each.name)] : [],
    ),
  ];
}

function namesOf(permissions: readonly ConfirmedPermission[], kind: 'secret' | 'connection'): string {
  const names = permissions.flatMap((each) => (each.kind === kind ? [each.name] : []));
  return names.map((name) => (kind === 'secret' ? name : `"${oneLine(name, MOST_OF_NAME)}"`)).join(', ');
}

/** `api.example.com`; with the scheme where that is not HTTPS. */
function hostsOf(permissions: readonly ConfirmedPermission[]): string {
  const origins = permissions.flatMap((each) => ('origin' in each ? [each.origin] : []));
  const hosts = origins.map((origin) => (origin.startsWith('https:') ? new URL(origin).host : origin));
  return [...new Set(hosts)].join(', ');
}

/** Characters. */
const MOST_OF_NAME = 80;
const MOST_OF_URL = 200;

/** What a definition calls its states shall not push the host out of sight, nor turn the words around. */
function oneLine(text: string, most: number): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
  return plain.length > most ? `${plain.slice(0, most)}…` : plain;
}
