/** In the editor's own window: nothing said to people can be clicked or turns into an icon but what is ours. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { window, withIcon } from '../../client/window';
import { label, notificationText } from '../../core/escape/linkedText';
import { visible, visibleLines } from '../../core/escape/visible';
import fc from '../harness/properties';
import { expectReadable } from './laws';
import { HOSTILE, hostileText } from './texts';

const { said, editor } = vi.hoisted(() => {
  const said: unknown[][] = [];
  const say = (...args: unknown[]): Promise<unknown> => (said.push(args), Promise.resolve(args.at(-1)));
  const pickFirst = (items: unknown[], ...rest: unknown[]): Promise<unknown> => (
    said.push([...items, ...rest]),
    Promise.resolve(items[0])
  );
  const editor = {
    showErrorMessage: say,
    showWarningMessage: say,
    showInformationMessage: say,
    showInputBox: say,
    setStatusBarMessage: say,
    withProgress: say,
    showQuickPick: pickFirst,
  };
  return { said, editor };
});
vi.mock('vscode', () => ({ window: editor }));
beforeEach(() => void (said.length = 0));

/** VS Code's own (src/vs/base/common/linkedText.ts): what becomes a link or a button in a notification or a prompt. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** VS Code's own (src/vs/base/browser/ui/iconLabel/iconLabels.ts): what becomes an icon in a label. */
const ICON = /(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g;

function iconsIn(text: string): string[] {
  return [...text.matchAll(ICON)].flatMap(([, escaped, name]) => (escaped ? [] : [name!]));
}

/** What a label shows. */
function shownBy(text: string): string {
  return text.replace(ICON, (found, escaped: string | undefined) => (escaped ? found.slice(1) : ''));
}

function law(text: string): void {
  const message = notificationText(text);
  expect(message).not.toMatch(LINK);
  expect(message.replaceAll('] (', '](')).toBe(visibleLines(text).replaceAll('] (', ']('));
  expectReadable(message);
  expect(iconsIn(label(text))).toEqual([]);
  expect(shownBy(label(text))).toBe(visible(text));
}

describe('a text in a message or a label', () => {
  test.each(HOSTILE)('%s', (_tries, text) => law(text));
  test('any composition', () => fc.assert(fc.property(hostileText, law)));
});

/** All texts of a call, the icons of ours aside. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe('the window', () => {
  const ALL = HOSTILE.map(([, text]) => text).join('|');

  test('says messages, and hands on what was chosen', async () => {
    expect(await window.showErrorMessage(ALL, 'Show')).toBe('Show');
    expect(await window.showWarningMessage(ALL, { modal: true, detail: ALL }, 'Go')).toBe('Go');
    expect(await window.showInformationMessage(ALL, 'Yes', 'No')).toBe('No');
    await window.withProgress({ location: 15 as never, title: ALL }, () => Promise.resolve());
    expect(said).toHaveLength(4);
    expect(said[1]![1]).toMatchObject({ modal: true });
    for (const text of texts(said)) {
      expectReadable(text);
      expect(text).not.toMatch(LINK);
    }
  });

  test('lists what is to choose from, and gives back the item itself', async () => {
    const items = [{ label: ALL, description: ALL, detail: ALL, iconPath: undefined, mine: 1 }, { label: 'other' }];
    expect(await window.showQuickPick(items, { title: ALL, placeHolder: ALL })).toBe(items[0]);
    const [first, , options] = said[0] as [{ label: string; description: string; detail: string }, unknown, object];
    for (const text of [first.label, first.description, first.detail]) {
      expectReadable(text);
      expect(iconsIn(text)).toEqual([]);
    }
    texts(options).forEach((text) => expectReadable(text));
  });

  test('asks', async () => {
    await window.showInputBox({ title: ALL, prompt: ALL, placeHolder: ALL, value: ALL, validateInput: () => ALL });
    const [{ value, validateInput, ...options }] = said[0] as [
      { value: string; validateInput(text: string): Promise<string> } & object,
    ];
    expect(value).toBe(ALL);
    for (const text of [...texts(options), await validateInput('')]) {
      expectReadable(text);
      expect((options as { prompt: string }).prompt).not.toMatch(LINK);
    }
    expect(await validateInput('')).not.toMatch(LINK);
  });

  test('shows in the status bar', () => {
    window.setStatusBarMessage(ALL, 1);
    expect(iconsIn(said[0]![0] as string)).toEqual([]);
    expect(iconsIn(withIcon('watch', ALL))).toEqual(['watch']);
  });
});
