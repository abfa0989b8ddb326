import { describe, expect, it } from 'vitest';
import { transcriptOf, type Script } from './check';

const CHAIN = {
  StartAt: 'First',
  States: {
    First: { Type: 'Pass', Result: { step: 1 }, ResultPath: '$.first', Next: 'Second' },
    Second: { Type: 'Pass', Next: 'Third' },
    Third: { Type: 'Pass', End: true },
  },
};
const SCRIPTS: Record<string, Script> = {
  'a breakpoint stops before the state': {
    definition: CHAIN,
    input: { id: 7 },
    breakpoints: { Second: {} },
    steps: ['scopes', 'show Input', 'continue'],
  },
};
describe('debug session', () => {
  for (const [name, script] of Object.entries(SCRIPTS)) {
    it(name, async () => {
      console.log(await transcriptOf(script));
      expect(1).toBe(1);
    });
  }
});
