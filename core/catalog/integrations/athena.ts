import type { IntegratedService } from './integration';
import { member } from './job';

const QUERY_ID = '1d3f0d2e-0000-4000-8000-000000000000';
const QUERY = {
  QueryExecutionId: QUERY_ID,
  Query: 'SELECT 1',
  StatementType: 'DML',
  ResultConfiguration: { OutputLocation: `s3://results/${QUERY_ID}.csv` },
  Status: { State: 'SUCCEEDED', SubmissionDateTime: 1_900_000_000_000, CompletionDateTime: 1_900_000_001_000 },
  Statistics: { EngineExecutionTimeInMillis: 800, DataScannedInBytes: 0 },
  WorkGroup: 'primary',
};

export const athena: IntegratedService = {
  name: 'athena',
  source: 'AWS: Run Athena queries with Step Functions',
  errors: { prefix: 'Athena', service: 'AmazonAthena', otherError: 'AmazonAthenaException' },
  actions: {
    startQueryExecution: {
      doc: 'Starts an Athena query.',
      required: ['QueryString'],
      request: {
        QueryString: 'SELECT 1',
        WorkGroup: 'primary',
        ResultConfiguration: { OutputLocation: 's3://results/' },
      },
      response: { QueryExecutionId: QUERY_ID },
      syncResponse: { QueryExecution: QUERY },
      job: {
        command: 'GetQueryExecution',
        ask: ({ QueryExecutionId }) => ({ QueryExecutionId: QueryExecutionId ?? null }),
        status: member('QueryExecution', 'Status', 'State'),
        succeeded: ['SUCCEEDED'],
        failed: ['FAILED', 'CANCELLED'],
      },
    },
    stopQueryExecution: {
      doc: 'Stops a running Athena query.',
      request: { 'QueryExecutionId.$': '$.QueryExecutionId' },
      response: {},
    },
    getQueryExecution: {
      doc: 'Asks how an Athena query stands.',
      request: { 'QueryExecutionId.$': '$.QueryExecutionId' },
      response: { QueryExecution: QUERY },
    },
    getQueryResults: {
      doc: 'Reads the rows of an ended Athena query, the first row being the column names.',
      request: { 'QueryExecutionId.$': '$.QueryExecutionId' },
      response: {
        ResultSet: { Rows: [{ Data: [{ VarCharValue: 'column' }] }, { Data: [{ VarCharValue: 'value' }] }] },
      },
    },
  },
};
