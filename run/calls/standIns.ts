/** The services that this machine stands in for. A new one is a folder of `services/standins` and a line here. */
import { phrase, type Phrase } from '../../core/l10n/phrase';
import type { Project } from '../../project';
import type { StandIn, StandInContext } from '../../services/standins/standIn';
import { serviceKey } from '../../core/catalog/services/serviceName';
import type { NamedAction } from '../mocks/callMocks';
import type { CallsBetweenFunctions } from './projectFunctions';
import type { ServiceAnswer, ServiceCall } from './serviceCall';

/** What stand-ins are given of the run. */
export interface StandInSurroundings extends Pick<StandInContext<unknown>, 'now' | 'uuid' | 'emit'> {
  readonly project: Project;
  /** Absent: functions do not call each other here. */
  readonly functions?: CallsBetweenFunctions;
  /** Whether what nothing answers is inferred. */
  infers(): boolean;
  /** Says something about the run. */
  tell(sentence: Phrase): void;
  /** Whether calls of the service go to an endpoint or to AWS because a person said so: nothing stands in for it then. */
  goesOut(service: string): boolean;
}

/** A stand-in and its store. */
interface Opened {
  readonly standIn: StandIn<unknown>;
  readonly context: StandInContext<unknown>;
}

interface Entry {
  open(around: StandInSurroundings): Promise<Opened>;
  /** What it answers for is code of the project, which runs here wherever other calls go; so it does for states. */
  readonly isProjectCode?: boolean;
}

const STAND_INS: { readonly [service: string]: Entry } = {
  s3: { open: openS3 },
  lambda: { open: openLambda, isProjectCode: true },
  ssm: { open: openParameters },
  secretsmanager: { open: openSecrets },
};

/** Those of one run; each is loaded at the first call of its service. */
export class StandIns {
  private readonly opened = new Map<string, Promise<Opened>>();
  private readonly told = new Set<string>();

  constructor(private readonly around: StandInSurroundings) {}

  mayAnswer({ service }: Pick<NamedAction, 'service'>): boolean {
    const key = serviceKey(service);
    return Object.hasOwn(STAND_INS, key) && (STAND_INS[key]!.isProjectCode === true || !this.around.goesOut(key));
  }

  /** Whether what the call is about is kept here. */
  async keeps(call: ServiceCall): Promise<boolean> {
    if (!this.mayAnswer(call)) return false;
    const { standIn, context } = await this.open(call.service);
    return standIn.knows(call.action, call.input, madeBy(call, context));
  }

  /** Undefined: what the call is about is not kept here. */
  async answer(call: ServiceCall): Promise<ServiceAnswer | undefined> {
    const { service, action, input } = call;
    const { standIn, context: around } = await this.open(service);
    const context = madeBy(call, around);
    if (!(await standIn.knows(action, input, context))) return undefined;
    const answer = await standIn.answer(action, input, context);
    if (!answer) return undefined;
    if (answer.neverHere !== undefined) {
      // Of a real place it may be read.
      if (this.around.infers()) return undefined;
      if ('error' in answer) {
        const name = answer.neverHere;
        this.tellOnce(
          phrase`Nothing has written ${name} here. Put a file at .stepwise/s3/${name}, or add a mock of the call.`,
        );
      }
    }
    if (answer.remark !== undefined) this.tellOnce(answer.remark);
    const { neverHere: _, remark: _remark, ...told } = answer;
    if ('output' in told) return { type: 'success', ...told, by: 'stand-in' };
    return { type: 'failure', ...told.error, by: 'stand-in' };
  }

  private tellOnce(sentence: Phrase): void {
    if (this.told.has(sentence)) return;
    this.told.add(sentence);
    this.around.tell(sentence);
  }

  private open(service: string): Promise<Opened> {
    const key = serviceKey(service);
    const opened = this.opened.get(key) ?? STAND_INS[key]!.open(this.around);
    this.opened.set(key, opened);
    return opened;
  }
}

function madeBy({ processId }: ServiceCall, around: StandInContext<unknown>): StandInContext<unknown> {
  return processId === undefined ? around : { ...around, processId };
}

async function openS3(around: StandInSurroundings): Promise<Opened> {
  const [{ createS3 }, { BucketFolders }, { declaredBuckets }] = await Promise.all([
    import('../../services/standins/s3'),
    import('../bucketFolders'),
    import('./declaredBuckets'),
  ]);
  let declared: ReadonlySet<string> | undefined;
  const store = new BucketFolders(around.project.root, () => (declared ??= declaredBuckets(around.project)));
  const { now, uuid, emit } = around;
  return { standIn: createS3() as StandIn<unknown>, context: { now, uuid, emit, store } };
}

async function openLambda({ project, now, uuid, emit, functions }: StandInSurroundings): Promise<Opened> {
  const [{ createLambda }, { ProjectFunctions }] = await Promise.all([
    import('../../services/standins/lambda'),
    import('./projectFunctions'),
  ]);
  const store = functions ? new ProjectFunctions(project, functions) : { has: () => false };
  return { standIn: createLambda() as StandIn<unknown>, context: { now, uuid, emit, store } };
}

async function openParameters({ project, now, uuid, emit, functions }: StandInSurroundings): Promise<Opened> {
  const [{ createParameters }, { givenParameters, withDeclared }] = await Promise.all([
    import('../../services/standins/parameters'),
    import('./givenParameters'),
  ]);
  const store = givenParameters(withDeclared(project, functions?.stack), functions?.stack);
  return { standIn: createParameters() as StandIn<unknown>, context: { now, uuid, emit, store } };
}

async function openSecrets({ project, now, uuid, emit, functions }: StandInSurroundings): Promise<Opened> {
  const [{ createSecrets }, { givenSecrets, withDeclared }] = await Promise.all([
    import('../../services/standins/secrets'),
    import('./givenParameters'),
  ]);
  const store = givenSecrets(withDeclared(project, functions?.stack), functions?.stack);
  return { standIn: createSecrets() as StandIn<unknown>, context: { now, uuid, emit, store } };
}
