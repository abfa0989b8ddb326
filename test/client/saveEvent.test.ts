/** An event is saved among those of the project: what is asked, and what is written. */
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { saveEvent } from '../../client/events/saveEvent';
import { editor } from './editor/editor';
import { Uri } from './editor/vscode';

const FILE = '/shop/events/parcel.json';
const written = (): [string, string][] =>
  [...editor.files].map(([file, bytes]) => [file.replaceAll(path.sep, '/'), new TextDecoder().decode(bytes)]);
const save = (text = '{"a": 1}\n\n'): Promise<void> => saveEvent('/shop', text, 'parcel');

beforeEach(() => {
  editor.reset();
  editor.folders = [{ name: 'shop', index: 0, uri: Uri.file('/shop') as never }];
});

describe('an event', () => {
  it.each<[name: string, file: string]>([
    ['parcel', FILE],
    ['parcel.JSON', FILE],
    ['a/b', '/shop/events/a b.json'],
  ])('called %s is the file %s', async (name, file) => {
    editor.answers = [name];
    await save();
    expect(written()).toEqual([[file, '{"a": 1}\n']]);
    expect(editor.said.at(-1)).toMatch(/^status: Saved as .*events/);
  });

  it('must be JSON', async () => {
    await save('{');
    expect(editor.said).toEqual([expect.stringMatching(/^error: This is not valid JSON\. /)]);
    expect(written()).toEqual([]);
  });

  it('is not saved without a name', async () => {
    await save();
    expect(written()).toEqual([]);
  });

  it.each<[answer: string | undefined, text: string]>([
    ['Replace', '{"a": 1}\n'],
    [undefined, 'before'],
  ])('takes the place of another where a person says so: %s', async (answer, text) => {
    editor.files.set(path.normalize(FILE), new TextEncoder().encode('before'));
    editor.answers = ['parcel', answer];
    await save();
    expect(editor.said[1]).toMatch(/^warning: .*parcel\.json exists already\. \| Replace$/);
    expect(written()).toEqual([[FILE, text]]);
  });
});
