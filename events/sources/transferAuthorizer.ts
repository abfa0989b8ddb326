import type { TransferFamilyAuthorizerEvent } from 'aws-lambda';
import { phrase } from '../../core/l10n/phrase';
import { transferCaller } from '../callers/transfer';
import { choice, text } from '../parameters';
import { leftOut, matching, oneOf, type Described } from '../shape';
import { eventSource } from '../source';

const PROTOCOLS = ['SFTP', 'FTPS', 'FTP'] as const;

export const transferAuthorizer = eventSource({
  name: 'transfer-authorizer',
  title: () => phrase`Transfer Family: a user signs in`,
  service: 'Transfer Family',
  page: 'https://docs.aws.amazon.com/transfer/latest/userguide/custom-lambda-idp.html',
  parameters: {
    user: text('mira', () => phrase`the user's name`),
    password: text('not-a-real-password', () => phrase`the password; empty where the user has a key`),
    protocol: choice(PROTOCOLS, () => phrase`the protocol`),
  },
  describe: ({ user, password, protocol }, fresh): Described<TransferFamilyAuthorizerEvent> => ({
    username: user,
    password: leftOut<string>(password, password !== ''),
    protocol: oneOf(protocol, ...PROTOCOLS),
    serverId: matching(
      `s-${fresh.hex(17)}`,
      /^s-[0-9a-f]{17}$/,
      phrase`It must be the id of a server, such as s-0123456789abcdef0.`,
    ),
    sourceIp: fresh.ip(),
  }),
  caller: transferCaller,
});
