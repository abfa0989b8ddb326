// Judges one vector after another, away from the main thread: what hangs here can be ended from there.
import { parentPort, workerData } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { judge } from './judge.mjs';

const [core, comparer] = await Promise.all(
  [workerData.core, workerData.comparer].map((file) => import(pathToFileURL(file).href)),
);
parentPort.on('message', async (vector) => parentPort.postMessage(await judge(vector, core, comparer)));
parentPort.postMessage('ready');
