/** rest-json: documents of JSON in the bodies. */
import { jsonSpelling, readDocument, writeDocument } from './documents';
import { errorMembers, queryError, readJsonError } from './json';
import { jsonBytes, parseJson } from './jsonData';
import { restCodec } from './rest';

export const REST_JSON_CODEC = restCodec({
  contentType: 'application/json',
  read: (bytes, shape, service) => readDocument(parseJson(bytes), shape, jsonSpelling(service.times)),
  write: (value, shape, service) => jsonBytes(writeDocument(value, shape, jsonSpelling(service.times))),
  writeError: (error) => jsonBytes({ ...(!error.shape && { code: error.name }), ...errorMembers(error) }),
  readError: (headers, body) => readJsonError(headers, parseJson(body)),
  // What no model has is named in the body: the first SDK for Go shows no message beside a header that it does not know.
  errorHeaders: (error) => ({ ...(error.shape && { 'x-amzn-errortype': error.name }), ...queryError(error) }),
});
