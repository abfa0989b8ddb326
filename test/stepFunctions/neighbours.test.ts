/** Other runs of this user on this machine, some of which died without a word. */
import { expect, onTestFinished, test } from 'vitest';
import { announce, askNeighbours } from '../../run/stepFunctions/neighbours';
import { fakeHttp } from '../harness/fakeHttp';

const nobodys = { taskToken: 'of nobody' };

test.each<[string, object]>([
  ['another run', { status: 403, body: { __type: 'AccessDeniedException', message: 'another URL' } }],
  ['a server of another kind', { status: 404, body: '<html>' }],
])('the port of a run that died may be that of %s: it is asked once, and no more', async (_what, answer) => {
  const { url, requests } = await fakeHttp(() => answer);
  onTestFinished(announce(`${url}/secret`));
  expect(await askNeighbours('SendTaskSuccess', nobodys)).toBeUndefined();
  expect(await askNeighbours('SendTaskSuccess', nobodys)).toBeUndefined();
  expect(requests).toHaveLength(1);
});

test('a run that does not know the token stays', async () => {
  const { url, requests } = await fakeHttp(() => ({ status: 400, body: { __type: 'TaskDoesNotExist', message: '' } }));
  onTestFinished(announce(`${url}/secret`));
  expect(await askNeighbours('SendTaskSuccess', nobodys)).toBeUndefined();
  expect(await askNeighbours('SendTaskSuccess', nobodys)).toBeUndefined();
  expect(requests).toHaveLength(2);
});
