/** The words of what a run asks: who wants to send what, where to. Each host and each variable is named. */
import { phrase } from '../core/l10n/phrase';
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
        message: phrase`This project does not have ${first.client}. Install it for Stepwise?`,
        detail:
          first.client === 'boto3'
            ? phrase`pip installs it with its dependencies into ${question.folder ?? ''}, without running their scripts. Your project does not change.`
            : phrase`npm installs the version of ${question.day ?? ''} with its dependencies into ${question.folder ?? ''}, without running their scripts. Your project does not change.`,
        // It stays installed: to be asked in the next run as well would be no choice.
        answers: [{ title: phrase`Install`, answer: 'always' }],
        no: phrase`Not Now`,
      };
    case 'synthesize':
      return {
        message: phrase`Run this CDK app to see all that it makes?`,
        detail: phrase`"${first.command}" runs in ${question.folder ?? ''}: it is code of this project. It gets no credentials. Nothing is deployed, nothing is looked up in AWS, and the project does not change.`,
        answers: [{ title: phrase`Run the App`, answer: 'once' }, ALWAYS()],
        no: phrase`Not Now`,
      };
    case 'aws':
      return {
        message: phrase`Handlers and tasks of this run will call AWS with ${account ?? first.region}.`,
        detail: phrase`What they create, change and delete there is real. "Call AWS" applies until this editor closes. You will be asked again for another profile, account or region.`,
        answers: [
          { title: phrase`Call AWS`, answer: 'once' },
          // Keys of the environment may be another account's tomorrow.
          ...(first.profile === undefined ? [] : [ALWAYS()]),
        ],
        no: phrase`Do Not Run`,
      };
    default:
      return {
        message: sentence(question),
        detail: paragraphs(question).join('\n\n'),
        answers: [{ title: phrase`Send in This Run`, answer: 'once' }, ALWAYS()],
        no: question.state === undefined ? phrase`Do Not Run` : phrase`Answer by Hand`,
      };
  }
}

const ALWAYS = (): ConfirmationWords['answers'][number] => ({
  title: phrase`Always for This Folder`,
  answer: 'always',
});

function sentence({ permissions, state = '', request }: Confirmation): string {
  const hosts = hostsOf(permissions);
  const secrets = namesOf(permissions, 'secret');
  const who = oneLine(state, MOST_OF_NAME);
  if (permissions.some(({ kind }) => kind === 'endpoint')) {
    return state === ''
      ? phrase`Handlers and tasks of this run want to send their AWS calls to ${hosts}.`
      : phrase`"${who}" wants to send its AWS call to ${hosts}.`;
  }
  if (permissions.some(({ kind }) => kind === 'http')) {
    const method = request?.method ?? '';
    return secrets === ''
      ? phrase`"${who}" wants to send ${method} requests to ${hosts}.`
      : phrase`"${who}" wants to send ${method} requests to ${hosts}, with ${secrets} from your environment.`;
  }
  if (secrets !== '') {
    return phrase`"${who}" wants to send ${secrets} from your environment to ${hosts}.`;
  }
  const connections = namesOf(permissions, 'connection');
  return phrase`"${who}" wants to send the contents of the connection ${connections} to ${hosts}.`;
}

function paragraphs(question: Confirmation): string[] {
  const isOfEndpoints = question.permissions.every(({ kind }) => kind === 'endpoint');
  const facts = isOfEndpoints ? [whereFrom(question)] : factsOf(question);
  const http = question.permissions.find((each) => each.kind === 'http');
  const scope =
    http &&
    (http.writes
      ? phrase`You allow requests with any method to this host.`
      : phrase`You allow only requests that read (GET, HEAD, OPTIONS) to this host.`);
  const again = isOfEndpoints
    ? phrase`You will be asked again for another host.`
    : phrase`You will be asked again for another host, connection or variable.`;
  const withdrawal = phrase`To withdraw this, use "Stepwise: Review What You Have Allowed".`;
  return [facts.join('\n'), [scope, again, withdrawal].filter((each) => each !== undefined).join(' ')];
}

function whereFrom({ state }: Confirmation): string {
  return state === undefined
    ? phrase`The settings or the launch configuration set this as the AWS target.`
    : phrase`.vscode/stepwise.json sets this as the endpoint of the service.`;
}

function factsOf({ permissions, request }: Confirmation): string[] {
  const connections = namesOf(permissions, 'connection');
  return [
    ...(request ? [phrase`The request: ${request.method} ${oneLine(request.url, MOST_OF_URL)}`] : []),
    ...(connections ? [phrase`It includes what .vscode/stepwise.json has for the connection ${connections}.`] : []),
    ...permissions.flatMap((each) =>
      each.kind === 'secret' ? [phrase`It includes your environment variable ${each.name}.`] : [],
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
