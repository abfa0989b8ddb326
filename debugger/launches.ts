/** What a session is asked to launch: read, and agreed to, before anything runs. */
import path from 'node:path';
import type { AdapterEvents, Confirmation, ConfirmationAnswer } from '../messages/debugClient';
import type { AppLaunch, LaunchArguments, StateTestLaunch } from '../messages/debugClient';
import { findProjectFolder, readProject } from '../project';
import type { Project } from '../project';
import type { Consents } from '../run';
import { CdkApps } from './cdkApps';
import type { RunBackend, RunWords } from './launchedRun';
import { prepareLaunch, type Prepared } from './prepareLaunch';
import { refusedTarget, runConsents } from './serviceAccess';
import { StateTests } from './stateTests';
import { UserMistake } from './userMistake';

/** Ready to run, as often as it is restarted. */
export interface Launched {
  readonly args: LaunchArguments;
  readonly prepared: Prepared;
  readonly consents: Consents;
}

export interface LaunchListener {
  /** A person is asked; only of clients that can. */
  confirm(question: Confirmation): Promise<ConfirmationAnswer>;
  refused(refusal: AdapterEvents['stepwise.refused']): void;
  needsValues(needed: AdapterEvents['stepwise.valuesNeeded']): void;
  write(words: RunWords): void;
}

export class Launches {
  constructor(
    private readonly backend: RunBackend,
    private readonly listener: LaunchListener,
  ) {}

  /** Rejects with a {@link UserMistake} where it cannot run. */
  async prepare(args: LaunchArguments): Promise<Launched> {
    const prepared = await prepareLaunch(args);
    if (!prepared.ok) {
      // The client says it with the ways to go on from there.
      const { refusal, needed, message } = prepared;
      if (refusal && args.interactive) this.listener.refused(refusal);
      if (needed && args.interactive) this.listener.needsValues(needed);
      throw new UserMistake(message, !((refusal ?? needed) && args.interactive));
    }
    return { args, prepared, consents: await this.consented(prepared.project, args) };
  }

  /** Of the states of one file. */
  async prepareTests(launch: StateTestLaunch): Promise<StateTests> {
    const file = path.resolve(launch.program);
    const project = readProject(launch.project ?? findProjectFolder(file), {
      definition: file,
      values: { ...launch.values, ...launch.secrets },
    });
    const consents = await this.consented(project, launch);
    return new StateTests(launch, project, consents, this.backend, (words) => this.listener.write(words));
  }

  /** Of a file or a folder. */
  prepareApps(launch: AppLaunch): CdkApps {
    const { listener, backend } = this;
    return new CdkApps(launch, {
      consentsOf: (root) =>
        runConsents({ root }, backend, {
          ask: launch.interactive ? (question) => listener.confirm(question) : undefined,
          tell: (text) => listener.write({ category: 'stderr', text }),
        }),
      write: (words) => listener.write(words),
    });
  }

  /** The consents of what is launched, once its AWS target is among them. */
  private async consented(project: Project, args: Omit<LaunchArguments, 'target'>): Promise<Consents> {
    const consents = runConsents(project, this.backend, {
      ask: args.interactive ? (question) => this.listener.confirm(question) : undefined,
      tell: (text) => this.listener.write({ category: 'stderr', text }),
    });
    const refused = await refusedTarget(args, consents);
    if (refused) throw new UserMistake(refused.sentence, refused.isNews);
    return consents;
  }
}
