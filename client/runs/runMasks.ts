/**
 * What the store keeps of a machine's earlier runs is without what is masked. The last one stays whole, because a redrive
 * goes on with its data.
 */
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { maskedHistoryText, readMask, type Mask } from '../../core/mask';
import { OWNER_ONLY, replaceFile } from '../../project/replaceFile';
import { readTextFile } from '../../project/readRegularFile';
import { masksOf } from '../historyMasks';
import type { LanguageServer } from '../languageClient';
import type { LaunchConfiguration, RunRecord } from './runRecord';
import type { RunStore } from './runStore';

/** Bytes. Of a larger history nothing is kept once it would have to be masked: the editor would stand still meanwhile. */
const MOST_MASKED = 64 * 1024 * 1024;

export interface RunMask {
  readonly mask: Mask;
  /** Why the mask does not hold all that was asked for. */
  readonly fault?: string;
}

/** Of the settings, the launch configuration and the project together. */
export async function maskOf(
  server: Pick<LanguageServer, 'request'>,
  program: string,
  own: readonly string[] = [],
): Promise<RunMask> {
  const uri = vscode.Uri.file(program);
  const { settings } = (await server.request('stepwise/project', { uri: uri.toString() })) ?? {};
  const { mask, problems } = readMask([...new Set([...masksOf(uri), ...own, ...(settings?.mask ?? [])])]);
  // A mask that cannot be read may be the one that matters.
  const fault = settings?.maskFault ?? problems[0];
  return { mask, ...(fault !== undefined && { fault }) };
}

/** Masks the earlier runs of a machine each time that a run of it ends. */
export function maskEarlierRuns(runs: RunStore, server: Pick<LanguageServer, 'request'>): vscode.Disposable {
  return runs.onDidEnd(async ({ id, program, name, parent, launch }) => {
    if (parent || program === undefined) return;
    const { mask, fault } = await maskOf(server, program, launch?.configuration.mask);
    if (mask.paths.length === 0 && fault === undefined) return;
    for (const run of runs.ofMachine(program, name)) {
      if (run.id === id || run.parent || run.status === 'RUNNING') continue;
      for (const each of [run, ...runs.startedBy(run.id)]) hide(each);
    }

    function hide(run: RunRecord): void {
      if (run.isMasked || run.isOpened) return;
      const history = fault === undefined ? maskedFile(run.history, mask) : undefined;
      if (history === undefined && run.history !== undefined) rmSync(run.history, { force: true });
      const configuration = run.launch && withoutInput(run.launch.configuration);
      runs.keep({
        ...run,
        history,
        isMasked: true,
        ...(run.launch && configuration && { launch: { ...run.launch, configuration } }),
      });
    }
  });
}

/** Undefined where nothing is left that may be kept. */
function maskedFile(file: string | undefined, mask: Mask): string | undefined {
  const { size = 0 } = (file !== undefined && statSync(file, { throwIfNoEntry: false })) || {};
  if (file === undefined || size === 0 || size > MOST_MASKED) return undefined;
  const { text } = readTextFile(file, MOST_MASKED);
  const masked = text === undefined ? undefined : maskedHistoryText(text, mask);
  if (masked === undefined) return undefined;
  try {
    replaceFile(file, masked, OWNER_ONLY);
    return path.resolve(file);
  } catch {
    return undefined;
  }
}

/** A run that is started again asks for its input, of which something may have been masked. */
function withoutInput(configuration: LaunchConfiguration): LaunchConfiguration {
  const { input: _input, inputText: _text, ...rest } = configuration;
  return rest as LaunchConfiguration;
}
