/** Beside the AWS Toolkit: who is asked when, what is written into the settings, and what is withdrawn. */
import { beforeEach, describe, expect, it } from 'vitest';
import { askForProvider, registerToolkitCoexistence } from '../../client/toolkitCoexistence';
import { Withdrawal } from '../../client/withdrawal';
import { SETTINGS } from '../../client/settings/table';
import { clientContext } from './editor/context';
import { editor, settled } from './editor/editor';
import { Uri } from './editor/vscode';

const TOOLKIT = { id: 'amazonwebservices.aws-toolkit-vscode' } as never;
const open = (languageId: string): Promise<void> => editor.fire('openedText', { languageId });
const inSettings = (name: string): unknown => editor.settings.globalValue.get(name);

beforeEach(() => {
  editor.reset();
  editor.extensions = [TOOLKIT];
});

describe('the question', () => {
  it.each([
    ['once, of a definition', ['plaintext', 'asl', 'asl-yaml'], {}, 1],
    ['never without a definition', ['plaintext', 'json'], {}, 0],
    ['never without the Toolkit', ['asl'], { alone: true }, 0],
    ['never once it is answered', ['asl'], { provider: 'stepwise' }, 0],
  ] as const)(
    'is asked %s',
    async (_, languages, { alone, provider }: { alone?: boolean; provider?: string }, times) => {
      if (alone) editor.extensions = [];
      if (provider) editor.settings.set(SETTINGS.languageProvider.id, provider);
      registerToolkitCoexistence(clientContext());
      for (const language of languages) await open(language);
      expect(editor.said.length).toBe(times);
    },
  );
});

describe('the answer', () => {
  it('Stepwise takes the files, and AWS Toolkit gives back what is still ours', async () => {
    editor.settings.set('files.associations', { '*.j2': 'jinja' });
    editor.answers = ['Stepwise'];
    await askForProvider();
    expect(inSettings(SETTINGS.languageProvider.id)).toBe('stepwise');
    expect(inSettings('files.associations')).toEqual({
      '*.j2': 'jinja',
      '*.asl.json': 'stepwise-asl',
      '*.asl': 'stepwise-asl',
      '*.asl.yaml': 'stepwise-asl-yaml',
      '*.asl.yml': 'stepwise-asl-yaml',
    });
    editor.settings.set('files.associations', { ...(inSettings('files.associations') as object), '*.asl': 'mine' });
    editor.answers = ['AWS Toolkit'];
    await askForProvider();
    expect(inSettings('files.associations')).toEqual({ '*.j2': 'jinja', '*.asl': 'mine' });
    expect(editor.settings.globalValue.has('workbench.editorAssociations')).toBe(false);
  });

  it('in the settings counts as well', async () => {
    registerToolkitCoexistence(clientContext());
    editor.settings.set(SETTINGS.languageProvider.id, 'stepwise');
    await settled();
    expect(inSettings('workbench.editorAssociations')).toEqual({
      '*.asl.json': 'default',
      '*.asl.yaml': 'default',
      '*.asl.yml': 'default',
    });
  });

  it('that is none changes nothing', async () => {
    await askForProvider();
    expect([...editor.settings.globalValue]).toEqual([]);
  });
});

describe('what is withdrawn', () => {
  const document = { languageId: 'asl', uri: Uri.file('/a.asl.json') };
  const ours = { languageId: 'stepwise-asl', uri: Uri.file('/b.asl.json') };
  const shown = new Map<string, unknown[]>();
  const client = { diagnostics: { set: (uri: unknown, found: unknown[]) => shown.set(String(uri), found) } };

  function middleware(provider: string): Withdrawal {
    shown.clear();
    editor.documents = [document, ours] as never;
    editor.settings.set(SETTINGS.languageProvider.id, provider);
    return new Withdrawal(() => client as never);
  }

  const CALLS = [
    ['provideHover', (of: object) => [of, 0, 0]],
    ['provideCompletionItem', (of: object) => [of, 0, 0, 0]],
    ['provideDocumentFormattingEdits', (of: object) => [of, 0, 0]],
    ['provideDocumentRangeFormattingEdits', (of: object) => [of, 0, 0, 0]],
  ] as const;

  it.each(CALLS)('%s of the shared languages alone, and only by choice', (name, args) => {
    const call = (provider: string, of: object): unknown => {
      const provide = middleware(provider).middleware[name] as unknown as (...args: unknown[]) => unknown;
      return provide(...args(of), () => 'ours');
    };
    expect([call('awsToolkit', document), call('awsToolkit', ours), call('stepwise', document)]).toEqual([
      null,
      'ours',
      'ours',
    ]);
    editor.extensions = [];
    expect(call('awsToolkit', document)).toBe('ours');
  });

  it('diagnostics, which come back when the choice changes', () => {
    const withdrawal = middleware('awsToolkit');
    const seen: unknown[] = [];
    const take = withdrawal.middleware.handleDiagnostics!;
    for (const { uri } of [document, ours]) take(uri as never, ['finding'] as never, (_, found) => seen.push(found));
    expect(seen).toEqual([[], ['finding']]);
    editor.settings.set(SETTINGS.languageProvider.id, 'stepwise');
    expect(shown.get(document.uri.toString())).toEqual(['finding']);
    editor.settings.set(SETTINGS.languageProvider.id, 'awsToolkit');
    expect([...shown.values()]).toEqual([[], ['finding']]);
  });

  it('follows the Toolkit as it comes and goes', async () => {
    const withdrawal = middleware('awsToolkit');
    withdrawal.middleware.handleDiagnostics!(document.uri as never, ['finding'] as never, () => undefined);
    editor.extensions = [];
    await editor.fire('extensions', undefined);
    expect(shown.get(document.uri.toString())).toEqual(['finding']);
  });
});
