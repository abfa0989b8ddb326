/** CDK apps that are run to see what they make, each by consent. */
import path from 'node:path';
import { phrase } from '../core/l10n/phrase';
import type { AppLaunch, AppsSynthesized } from '../messages/debugClient';
import { cdkApps, filesOnDisk, findProjectFolder } from '../project';
import { synthesize } from '../run';
import type { Consents } from '../run';
import type { RunWords } from './launchedRun';

interface Around {
  /** @param root absolute: the app's folder */
  consentsOf(root: string): Consents;
  write(words: RunWords): void;
}

export class CdkApps {
  private readonly abort = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    readonly launch: AppLaunch,
    private readonly around: Around,
  ) {}

  /** One after the other; the first that fails is the last. */
  synthesize(): Promise<AppsSynthesized> {
    const synthesized = this.all();
    this.running = synthesized.catch(() => undefined);
    return synthesized;
  }

  /** Resolves when the app's process is gone. */
  async stop(): Promise<void> {
    this.abort.abort();
    await this.running;
  }

  private async all(): Promise<AppsSynthesized> {
    const files = filesOnDisk();
    const program = path.resolve(this.launch.program);
    const folder = files.isFolder(program) ? program : findProjectFolder(program);
    const apps: string[] = [];
    for (const app of cdkApps(folder, files)) {
      const consents = this.around.consentsOf(app);
      let line = '';
      const write = (text: string): void => this.around.write({ category: 'stderr', text, isPrinted: true });
      const made = await synthesize({
        folder: app,
        files,
        consents,
        onOutput: (text) => {
          const whole = (line + text).split(/\r?\n/);
          line = whole.pop()!;
          if (whole.length > 0) write(whole.join('\n'));
        },
        signal: this.abort.signal,
      });
      if (line !== '') write(line);
      if (made.problem !== undefined) {
        return { apps, problem: made.problem, ...(made.isDeclined && { isDeclined: true }) };
      }
      apps.push(app);
    }
    return apps.length > 0 ? { apps } : { apps, problem: phrase`There is no CDK app in ${folder}.` };
  }
}
