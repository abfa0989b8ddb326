/** What a run asks before something leaves this machine, or comes onto it. What is allowed for good, the run keeps. */
import type { Confirmation, ConfirmationAnswer, ConfirmedPermission } from '../messages/debugClient';
import { onAdapterEvent } from './adapterEvents';
import { requestOfAdapter } from './adapterRequests';
import type { ClientContext } from './clientContext';
import { window } from './window';
import { confirmationWords } from './confirmationWords';

export function registerConfirmations({ extension, targets }: ClientContext): void {
  /** Accounts that the person agreed to call in this session of the editor. */
  const accounts = new Set<string>();

  async function answerTo(question: Confirmation): Promise<ConfirmationAnswer> {
    const { permissions } = question;
    if (permissions.every((each) => each.kind === 'aws' && accounts.has(JSON.stringify(each)))) return 'once';
    const own = permissions.map((each) => (each.kind === 'endpoint' ? targets.ownWord(each.origin) : 'no'));
    if (!own.includes('no')) return own.includes('once') ? 'once' : 'always';
    const answer = await asked(question, await accountIn(permissions));
    // What is allowed for good may be withdrawn, and is asked about then.
    if (answer === 'once') for (const each of permissions) if (each.kind === 'aws') accounts.add(JSON.stringify(each));
    return answer;
  }

  async function accountIn(permissions: readonly ConfirmedPermission[]): Promise<string | undefined> {
    const aws = permissions.find((each) => each.kind === 'aws');
    return aws && targets.wordsFor(aws);
  }

  extension.subscriptions.push(
    onAdapterEvent('stepwise.confirm', async ({ requestId, question }, session) => {
      let answer: ConfirmationAnswer = 'no';
      try {
        answer = await answerTo(question);
      } catch {
        // A dialog that cannot be shown is no consent.
      }
      try {
        await requestOfAdapter(session, 'stepwise.confirmed', { requestId, answer });
      } catch {
        // The run ended meanwhile.
      }
    }),
  );
}

async function asked(question: Confirmation, account: string | undefined): Promise<ConfirmationAnswer> {
  const { message, detail, answers, no } = confirmationWords(question, account);
  const items = [
    ...answers.map(({ title, answer }) => ({ title, answer })),
    { title: no, answer: 'no' as const, isCloseAffordance: true },
  ];
  return (await window.showWarningMessage(message, { modal: true, detail }, ...items))?.answer ?? 'no';
}
