import type { IntegratedService } from './integration';

export const apigateway: IntegratedService = {
  name: 'apigateway',
  source: 'AWS: Create API Gateway REST APIs with Step Functions',
  errors: { none: 'its errors are the HTTP statuses of the API that is called' },
  actions: {
    invoke: {
      doc: 'Calls an API Gateway REST or HTTP API.',
      required: ['ApiEndpoint', 'Method'],
      request: {
        ApiEndpoint: 'abc123.execute-api.us-east-1.amazonaws.com',
        Method: 'GET',
        Stage: 'prod',
        Path: '/orders',
        AuthType: 'NO_AUTH',
      },
      response: {
        Headers: { 'Content-Type': ['application/json'] },
        ResponseBody: {},
        StatusCode: 200,
        StatusText: 'OK',
      },
      callback: true,
      takes: {
        ApiEndpoint: 'string',
        Method: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'],
        Headers: { map: { list: 'string' } },
        Stage: 'string',
        Path: 'string',
        QueryParameters: { map: { list: 'string' } },
        RequestBody: 'document',
        AllowNullValues: 'boolean',
        AuthType: ['NO_AUTH', 'IAM_ROLE', 'RESOURCE_POLICY'],
      },
      nobody: 'it calls an API of the user’s by its address, and no SDK has a command for that',
    },
  },
};
