/** Which items of a batch would be tried again, where the event source mapping has ReportBatchItemFailures. */
import { isJsonObject, type Json } from '../../core/json';
import { isNumber } from '../../core/jsonNumber';
import { phrase, type Phrase } from '../../core/l10n/phrase';
import type { Mapping } from '../../core/triggers/handOver';
import type { Caller, HandlerError, Verdict } from '../source';
import { accepted, at, listAt, retried, withMore } from './verdict';

type IdOf = (record: Json) => Json | undefined;

/** How a failure names its item. */
interface Naming {
  /** Undefined: it names none. */
  read(failure: Json): Json | undefined;
  /** What each of batchItemFailures must be. */
  readonly form: () => Phrase;
}

const BY_TEXT: Naming = {
  read(failure) {
    const id = at(failure, 'itemIdentifier');
    return typeof id === 'string' && id !== '' ? id : undefined;
  },
  form: () => phrase`Each of batchItemFailures must be {"itemIdentifier": ID}, with a text that is not empty.`,
};

const messageId: IdOf = (record) => at(record, 'messageId');

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
export const queueCaller: Caller = {
  answered: (answer, event, mapping) => messageFailures(answer, listAt(event, 'Records'), mapping),
  failed: wholeAgain,
};

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html: a pipe always reads them. */
export const pipeCaller: Caller = {
  answered: (answer, event) => messageFailures(answer, Array.isArray(event) ? event : [], undefined),
  failed: wholeAgain,
};

function messageFailures(answer: Json, messages: readonly Json[], mapping: Mapping | undefined): Verdict {
  return failuresIn(answer, messages.map(messageId), mapping, (failed, ids) => {
    const again = ids.filter((id) => failed.has(id));
    const first = ids.findIndex((id) => failed.has(id));
    const details = again.map((id) => phrase`It would be received again: ${String(id)}`);
    const isFifo = /\.fifo$/.test(String(at(messages[0], 'eventSourceARN') ?? ''));
    const overtaken = isFifo && ids.slice(first).some((id) => !failed.has(id));
    return retried(
      again.length === ids.length
        ? phrase`All messages of the batch (${ids.length}) would be received again.`
        : phrase`${again.length} of ${ids.length} messages would be received again, and the others deleted.`,
      overtaken
        ? [...details, phrase`In a FIFO queue the order is lost: report all messages after the first failure too.`]
        : details,
    );
  });
}

const sequence: IdOf = (record) => at(record, 'kinesis', 'sequenceNumber') ?? at(record, 'dynamodb', 'SequenceNumber');

/** https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html: all from the first on. */
export const streamCaller: Caller = {
  answered: (answer, event, mapping) =>
    failuresIn(answer, listAt(event, 'Records').map(sequence), mapping, (failed, ids) => {
      const first = ids.findIndex((id) => failed.has(id));
      const again = ids.slice(first);
      return retried(
        phrase`${again.length} of ${ids.length} records would be tried again: all from the first that failed.`,
        again.map((id) => phrase`It would be tried again: ${String(id)}`),
      );
    }),
  failed: wholeAgain,
};

const BY_OFFSET: Naming = {
  read(failure) {
    const partition = at(failure, 'itemIdentifier', 'partition');
    const offset = at(failure, 'itemIdentifier', 'offset');
    return typeof partition === 'string' && isNumber(offset ?? null) ? offsetText(partition, offset) : undefined;
  },
  form: () =>
    phrase`Each of batchItemFailures must be {"itemIdentifier": {"partition": "TOPIC-NUMBER", "offset": NUMBER}}.`,
};

const offsetText = (partition: string, offset: Json | undefined): string => `${partition}, ${String(offset)}`;

/** https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html */
export const kafkaCaller: Caller = {
  answered: (answer, event, mapping) => {
    const records = at(event, 'records');
    const ids = Object.entries(isJsonObject(records) ? records : {}).flatMap(([partition, list]) =>
      (Array.isArray(list) ? list : []).map((record) => offsetText(partition, at(record, 'offset'))),
    );
    const some = (failed: ReadonlySet<Json | undefined>): Verdict =>
      retried(
        phrase`${failed.size} of ${ids.length} records would be tried again.`,
        [...failed].map((id) => phrase`It would be tried again: ${String(id)}`),
      );
    return failuresIn(answer, ids, mapping, some, BY_OFFSET);
  },
  failed: wholeAgain,
};

/** Where the handler fails: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html and kinesis-on-failure-destination.html */
export function wholeAgain(_error: HandlerError, event: Json): Verdict {
  const count = [at(event, 'Records'), at(event, 'events'), event].find(Array.isArray)?.length;
  return count === undefined
    ? retried(phrase`The whole batch would be tried again.`)
    : retried(phrase`The whole batch of ${count} would be tried again.`);
}

function failuresIn(
  answer: Json,
  ids: readonly (Json | undefined)[],
  mapping: Mapping | undefined,
  some: (failed: ReadonlySet<Json | undefined>, ids: readonly (Json | undefined)[]) => Verdict,
  { read, form }: Naming = BY_TEXT,
): Verdict {
  const done = accepted(
    ids.length === 1
      ? phrase`The only record would count as done.`
      : phrase`All ${ids.length} records would count as done.`,
  );
  const all = (why: ReturnType<typeof phrase>): Verdict =>
    retried(phrase`The whole batch of ${ids.length} would be tried again.`, [why]);
  // An answer that is no report is one of success.
  if (!isJsonObject(answer)) return done;
  const failures = answer.batchItemFailures;
  if (failures === null) return done;
  if (failures === undefined) {
    const near = Object.keys(answer).find((name) => /^batch.?item.?failures?$/i.test(name));
    return near === undefined
      ? done
      : withMore(done, phrase`${near} is not read. The member must be called batchItemFailures.`);
  }
  if (!Array.isArray(failures)) return all(phrase`batchItemFailures must be a list.`);
  if (failures.length === 0) return done;
  if (mapping?.reportsFailures === false) {
    return withMore(
      done,
      phrase`batchItemFailures is not read: the event source mapping does not list ReportBatchItemFailures in its FunctionResponseTypes.`,
    );
  }
  const named = failures.map(read);
  if (named.some((id) => id === undefined)) return all(form());
  const unknown = named.find((id) => !ids.includes(id));
  if (unknown !== undefined) return all(phrase`The batch has no item ${String(unknown)}.`);
  return some(new Set(named), ids);
}
