/** Which test case of a MockConfigFile.json answers a run: chosen beside the input, remembered for the machine. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { LaunchArguments } from '../messages/debugClient';
import type { MockCaseChoice } from '../messages/languageClient';
import type { ChoiceBeside } from './inputPicker';
import { window } from './window';

export class TestCaseChoice implements ChoiceBeside {
  readonly group = vscode.l10n.t('mocks');
  private current: MockCaseChoice | undefined;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly key: string,
    private readonly cases: readonly MockCaseChoice[],
  ) {
    const last = memory.get<MockCaseChoice>(`testCase:${key}`);
    this.current = cases.find(({ file, name }) => file === last?.file && name === last.name);
  }

  /** For the launch arguments. */
  get chosen(): Pick<LaunchArguments, 'mockFile' | 'mockCase'> {
    return this.current ? { mockFile: this.current.file, mockCase: this.current.name } : {};
  }

  label(): string {
    return this.current
      ? vscode.l10n.t('Test case: {0}', this.current.name)
      : vscode.l10n.t('Test case: none ({0} to choose from)', this.cases.length);
  }

  async choose(): Promise<void> {
    const none = {
      label: vscode.l10n.t('None'),
      description: vscode.l10n.t('only the mocks in stepwise.json'),
      each: undefined,
    };
    const offered = this.cases.map((each) => ({
      label: each.name,
      description: vscode.workspace.asRelativePath(each.file),
      each: each as MockCaseChoice | undefined,
    }));
    const title = vscode.l10n.t('Which test case should answer?');
    const chosen = await window.showQuickPick([...offered, none], {
      title,
      placeHolder: path.basename(this.cases[0]!.file),
    });
    if (!chosen) return;
    this.current = chosen.each;
    await this.memory.update(`testCase:${this.key}`, this.current);
  }
}
