// Judges every vector in a thread of its own, which is ended and made anew where a vector hangs or breaks it.
import { Worker } from 'node:worker_threads';
import { failure } from './judge.mjs';

/** Long enough for the slowest recording on a busy machine. */
const DEADLINE_MS = 20_000;

/** `files` are the paths of the bundled interpreter and of the comparer. */
export async function measure(vectors, files, deadline = DEADLINE_MS) {
  const results = [];
  let worker;
  try {
    for (const vector of vectors) {
      worker ??= await startWorker(files);
      const result = await answerOf(worker, vector, deadline);
      if (typeof result === 'string') {
        await worker.terminate();
        worker = undefined;
      }
      results.push(typeof result === 'string' ? failure(vector, result) : result);
    }
  } finally {
    await worker?.terminate();
  }
  return results;
}

async function startWorker(files) {
  const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: files });
  // What the thread throws while it is ended is no error of this process.
  worker.on('error', () => undefined);
  const ready = await answerOf(worker, undefined, DEADLINE_MS);
  if (ready !== 'ready') throw new Error(ready);
  return worker;
}

/** The thread's answer to a message, or the sentence that says why there is none. */
function answerOf(worker, message, deadline) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(`not finished after ${deadline / 1000} s`), deadline);
    const listeners = {
      message: (answer) => settle(answer),
      error: (error) => settle(`the interpreter broke its thread: ${error?.stack ?? error}`),
      exit: (code) => settle(`the interpreter ended its thread with code ${code}`),
    };
    function settle(answer) {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
      resolve(answer);
    }
    for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
    if (message !== undefined) worker.postMessage(message);
  });
}
