/** A host in a process of its own, for the tests that kill it: prints what one endless invocation says. */
import { createHost, invoke } from './harness';

const [handler = '', debug, event = '{}'] = process.argv.slice(2);
const { host } = createHost({
  log: ({ text }) => console.log(text),
  ...(debug && {
    debug: {
      attach({ port }) {
        console.log(`port ${port}`);
        return new Promise(() => {});
      },
    },
  }),
});
void invoke(host, handler, JSON.parse(event), { timeoutSeconds: 600 });
