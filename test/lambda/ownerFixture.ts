/** A host in a process of its own, for the test that kills it: prints the log lines of one endless invocation. */
import { createHost, invoke } from './harness';

const [handler = ''] = process.argv.slice(2);
const { host } = createHost({ log: ({ text }) => console.log(text) });
void invoke(host, handler, {}, { timeoutSeconds: 600 });
