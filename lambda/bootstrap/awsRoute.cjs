/* eslint-disable @typescript-eslint/no-require-imports -- it runs as it is, in the user's own Node.js */
// With AWS itself as the target: brings this process's requests for AWS to STEPWISE_AWS_ROUTE, an address of Stepwise on this
// machine. There a mock may answer, and what none answers goes on as it came. Client, credentials and signature stay those of
// AWS's own address. Loaded before anything else of the handler, by NODE_OPTIONS in its threads and children, too.
// What speaks HTTP/2 goes to AWS itself.
'use strict';
const { isAwsHost } = require('./awsNames.cjs');
const redirectRequests = require('./redirectRequests.cjs');

const address = process.env.STEPWISE_AWS_ROUTE;
/** Where an SDK gets its credentials of a person who has signed in: no calls of a handler. */
const SIGNING_IN = /^(portal\.sso|oidc|signin|[a-z0-9-]+\.signin)\./i;

function wants(host) {
  // An address is that of an instance's credentials.
  return isAwsHost(host) && /[a-z]/i.test(host) && !SIGNING_IN.test(host);
}

if (process.env.STEPWISE_EXTRA_CA_CERTS) require('./extraCertificates.cjs').useExtraCertificates();
if (address) redirectRequests((host) => (wants(host) ? address : undefined), { keepsHost: true });
