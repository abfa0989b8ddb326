/** Which test case of a MockConfigFile.json answers a run: chosen beside the input, remembered for the machine. */
import path from 'node:path';
import * as vscode from 'vscode';
import { phrase } from '../core/l10n/phrase';
import type { LaunchArguments } from '../messages/debugClient';
import type { MockCaseChoice } from '../messages/languageClient';
import type { ChoiceBeside } from './inputPicker';
import { window } from './window';

export class TestCaseChoice implements ChoiceBeside {
  readonly group = phrase`mocks`;
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
      ? phrase`Test case: ${this.current.name}`
      : phrase`Test case: none (${this.cases.length} to choose from)`;
  }

  async choose(): Promise<void> {
    const none = {
      label: phrase`None`,
      description: phrase`only the mocks in stepwise.json`,
      each: undefined,
    };
    const offered = this.cases.map((each) => ({
      label: each.name,
      description: vscode.workspace.asRelativePath(each.file),
      each: each as MockCaseChoice | undefined,
    }));
    const title = phrase`Which test case should answer?`;
    const chosen = await window.showQuickPick([...offered, none], {
      title,
      placeHolder: path.basename(this.cases[0]!.file),
    });
    if (!chosen) return;
    this.current = chosen.each;
    await this.memory.update(`testCase:${this.key}`, this.current);
  }
}
