/* eslint-disable @typescript-eslint/no-require-imports -- it is one file of CommonJS, as on AWS */
// The module that Lambda lays beside code that stands in a template: it answers a custom resource of CloudFormation.
// Source: AWS, "cfn-response module".
const { request } = require('node:https');

exports.SUCCESS = 'SUCCESS';
exports.FAILED = 'FAILED';

exports.send = (event, context, responseStatus, responseData, physicalResourceId, noEcho) =>
  new Promise((resolve) => {
    const body = JSON.stringify({
      Status: responseStatus,
      Reason: `See the details in CloudWatch Log Stream: ${context.logStreamName}`,
      PhysicalResourceId: physicalResourceId || context.logStreamName,
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
      NoEcho: noEcho || false,
      Data: responseData,
    });
    console.log('Response body:\n', body);
    const done = () => {
      context.done();
      resolve();
    };
    try {
      const { hostname, pathname, search } = new URL(event.ResponseURL);
      const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
      const sent = request({ hostname, port: 443, path: pathname + search, method: 'PUT', headers }, (response) => {
        console.log(`Status code: ${response.statusCode}`);
        response.resume();
        done();
      });
      sent.on('error', (error) => {
        console.log(`send(..) failed executing https.request(..): ${error}`);
        done();
      });
      sent.end(body);
    } catch (error) {
      console.log(`send(..) failed executing https.request(..): ${error}`);
      done();
    }
  });
