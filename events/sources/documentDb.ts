import type { JsonObject } from '../../core/json';
import { phrase } from '../../core/l10n/phrase';
import { wholeBatchCaller } from '../callers/ignoring';
import { choice, jsonObject, text } from '../parameters';
import { anyObject, exactly, leftOut, oneOf, some } from '../shape';
import { eventSource } from '../source';

export const documentDb = eventSource({
  name: 'documentdb',
  title: () => phrase`DocumentDB: changes of a collection`,
  service: 'DocumentDB',
  page: 'https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html',
  parameters: {
    cluster: text('shop', () => phrase`the name of the cluster`),
    database: text('shop', () => phrase`the name of the database`),
    collection: text('orders', () => phrase`the name of the collection`),
    operation: choice(['insert', 'update', 'replace', 'delete'], () => phrase`what happened to the document`),
    document: jsonObject({ orderId: '1042' }, () => phrase`the document, as a JSON object`),
  },
  describe({ cluster, database, collection, operation, document }, fresh) {
    const id: JsonObject = { _id: { $oid: fresh.hex(24) } };
    return {
      eventSourceArn: fresh.arn('rds', `cluster:${cluster}`),
      events: some([
        {
          event: {
            _id: { _data: fresh.hex(76) },
            clusterTime: { $timestamp: { t: fresh.time.seconds, i: 1 } },
            documentKey: { _id: { $oid: (id._id as JsonObject).$oid } },
            fullDocument: leftOut(anyObject({ ...id, ...document }), operation !== 'delete'),
            ns: { db: database, coll: collection },
            operationType: oneOf(operation, 'insert', 'update', 'replace', 'delete'),
            updateDescription: leftOut({}),
          },
        },
      ]),
      eventSource: exactly('aws:docdb'),
    };
  },
  caller: wholeBatchCaller,
});
