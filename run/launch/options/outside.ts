/** What the run may reach and start outside Stepwise. */
import { INTERPRETED_IDS, interpreterOf, type InterpretedId } from '../../../core/handlers';
import { phrase } from '../../../core/l10n/phrase';
import { EITHER, HANDLERS_TOO, MACHINE, RUNS, type RunOption } from './runOption';

const GRANTS =
  'What leaves this machine is allowed by who starts the run: no file of a workspace grants it; the editor asks.';

/** Which program runs the handlers of each language. */
const EXECUTABLES = Object.fromEntries(INTERPRETED_IDS.map((id) => [id, executable(id)])) as {
  readonly [Id in InterpretedId]: ReturnType<typeof executable<Id>>;
};

function executable<Id extends InterpretedId>(id: Id) {
  const { name, found } = interpreterOf(id);
  return {
    form: 'program',
    of: EITHER,
    flag: {
      name: id,
      value: 'PROGRAM',
      commands: [...HANDLERS_TOO, 'test-state'],
      help: () => phrase`the ${name} that runs handlers (default: ${found})`,
    },
    attribute: { words: 'interpreter', description: 'The program that runs handlers of this language.' },
  } as const;
}

export const OUTSIDE = {
  awsTarget: {
    form: 'target',
    of: EITHER,
    flag: {
      name: 'endpoint',
      value: 'URL',
      commands: [...HANDLERS_TOO, 'test-state'],
      help: () => phrase`answers SDK calls of handlers and calls to services in place of AWS, such as LocalStack`,
    },
    attribute: {
      description:
        'Where SDK calls of handlers go. Default: the target chosen in the status bar. AWS itself, and an endpoint on another machine, still need your consent.',
      default: { kind: 'mock' },
      schema: {
        type: 'object',
        required: ['kind'],
        properties: {
          kind: { type: 'string', enum: ['mock', 'endpoint', 'aws'] },
          url: { type: 'string' },
          services: { type: 'object', additionalProperties: { type: 'string' } },
          profile: { type: 'string' },
          region: { type: 'string' },
        },
      },
    },
  },
  ...EXECUTABLES,
  maxProcesses: {
    form: 'count',
    of: EITHER,
    flag: {
      name: 'max-processes',
      value: 'N',
      commands: HANDLERS_TOO,
      help: () => phrase`how many handlers run at a time, of all functions together; the others wait`,
    },
    attribute: {
      description: 'How many handlers run at a time, of all functions together. The others wait for their turn.',
    },
  },
  stopOnEntry: {
    form: 'switch',
    of: EITHER,
    only: 'Debugging is the editor’s.',
    attribute: { description: 'Stops before the first state, or at the first line of a handler.', default: false },
  },
  installSdk: {
    form: 'switch',
    of: MACHINE,
    only: GRANTS,
    flag: {
      name: 'install-sdk',
      commands: [...RUNS, 'invoke', 'serve', 'test-state'],
      help: () =>
        phrase`install what Lambda supplies and the project lacks (clients of the AWS SDK, boto3) into ~/.stepwise`,
    },
  },
  allowHost: {
    form: 'text',
    of: EITHER,
    only: GRANTS,
    flag: {
      name: 'allow-host',
      value: 'HOST[:PORT]',
      many: true,
      commands: [...HANDLERS_TOO, 'test-state'],
      help: () => phrase`allow requests of HTTP Tasks and calls to endpoints to this host; can be repeated`,
    },
  },
  allowEnv: {
    form: 'text',
    of: EITHER,
    only: GRANTS,
    flag: {
      name: 'allow-env',
      value: 'NAME',
      many: true,
      commands: [...HANDLERS_TOO, 'test-state'],
      help: () => phrase`allow "connections" to send this environment variable to allowed hosts; can be repeated`,
    },
  },
  allowHttp: {
    form: 'switch',
    of: EITHER,
    only: 'A launch configuration that has it may run, and is told that it has no effect.',
    flag: {
      name: 'allow-http',
      commands: RUNS,
      help: () => phrase``,
      retired: 'Name each host that requests may go to: --allow-host api.example.com.',
    },
  },
} as const satisfies { readonly [name: string]: RunOption };
