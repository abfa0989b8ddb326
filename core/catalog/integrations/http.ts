import type { IntegratedService } from './integration';

export const http: IntegratedService = {
  name: 'http',
  source: 'AWS: Call HTTPS APIs in Step Functions workflows',
  errors: { none: 'its errors are those of the language, States.Http.…' },
  actions: {
    invoke: {
      doc: 'Calls an HTTPS API. The credentials come from an EventBridge connection.',
      required: ['ApiEndpoint', 'Method', ['Authentication', 'InvocationConfig']],
      request: {
        ApiEndpoint: 'https://api.example.com/orders',
        Method: 'POST',
        Authentication: { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/orders/1f2a' },
        'RequestBody.$': '$',
      },
      response: {
        Headers: { 'content-type': ['application/json'] },
        ResponseBody: {},
        StatusCode: 200,
        StatusText: 'OK',
      },
      runner: 'http:invoke',
    },
  },
};
