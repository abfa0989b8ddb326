/** Conversations with the API as data: calls, and what each answers in part. */
import { expect } from 'vitest';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { call } from './check';

/** An operation, its request, and what its answer must hold; an error is `{ error: 'Name: message' }`. */
export type Exchange = readonly [operation: string, request: object, answer: object];

/** Holds a conversation in order; `§name` in a request is what an earlier answer called so. */
export async function converse(client: SFNClient, exchanges: readonly Exchange[]): Promise<void> {
  const known: { [name: string]: unknown } = {};
  for (const [index, [operation, request, expected]] of exchanges.entries()) {
    const asked = JSON.parse(JSON.stringify(request), (_key, value: unknown) =>
      typeof value === 'string' && value.startsWith('§') ? known[value.slice(1)] : value,
    ) as object;
    const answer = await call(client, operation, asked);
    expect(answer, `${index + 1}. ${operation}`).toMatchObject(expected);
    Object.assign(known, answer);
  }
}
