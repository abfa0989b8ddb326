import { afterEach, describe, expect, it } from 'vitest';
import { lines, says, Words } from '../../cli/words';
import { codeSpan, markdown } from '../../core/escape/markdown';
import { bundleNames, readBundle } from '../../core/l10n/bundle';
import { inEnglish, keyOf, phrase, useTranslations } from '../../core/l10n/phrase';
import { localeOfEnvironment, speak } from '../../project/language';
import { temporaryFolder } from '../harness/temporaryFolder';

afterEach(() => useTranslations(undefined));

const ASKS = (name: string, count: number) => phrase`There is no "${name}" among ${count} states.`;
const KEY = 'There is no "{0}" among {1} states.';

describe('a text', () => {
  it.each<[string, { readonly [english: string]: string } | undefined, string]>([
    ['without a bundle is English', undefined, 'There is no "A" among 2 states.'],
    ['that a bundle does not have is English', {}, 'There is no "A" among 2 states.'],
    ['is what the bundle says', { [KEY]: 'Kein "{0}" bei {1}.' }, 'Kein "A" bei 2.'],
    ['may move its values, say one twice and leave one out', { [KEY]: '{1}: {0}, {0}' }, '2: A, A'],
    ['has no value that its English has not', { [KEY]: '{0} {7}' }, 'A {7}'],
    ['is no text of an object every object has', { toString: 'x' }, 'There is no "A" among 2 states.'],
  ])('%s', (_what, bundle, words) => {
    useTranslations(bundle);
    expect(ASKS('A', 2)).toBe(words);
  });

  it('takes what is put in for no place of a value', () => {
    useTranslations({ [KEY]: '{0}/{1}' });
    expect(ASKS('{1}', 2)).toBe('{1}/2');
  });

  it('keeps the blanks around its words', () => {
    useTranslations({ '{0} ends.': 'Ende: {0}.', 'Did you mean it?': 'Vielleicht?' });
    expect(phrase` ${'A'} ends.\n`).toBe(' Ende: A.\n');
    expect(phrase` Did you mean it?`).toBe(' Vielleicht?');
    expect(phrase`  `).toBe('  ');
  });

  it('is looked up anew where the language changes', () => {
    useTranslations({ [KEY]: 'de' });
    expect(ASKS('A', 2)).toBe('de');
    useTranslations({ [KEY]: 'fr' });
    expect(ASKS('A', 2)).toBe('fr');
  });

  it('has its English as its key', () => expect(keyOf([' a ', ' b ', ''])).toBe('a {0} b {1}'));
});

describe('values are made fit for where the words go', () => {
  it('in a terminal', () => {
    useTranslations({ '{0} and {1}': '{1} und {0}' });
    expect(says`${'\u001b[2J'} and ${lines('a\nb')}`).toEqual(new Words('a\nb und \\u001b[2J'));
  });

  it('in Markdown', () => {
    useTranslations({ 'Error {0}': '**Fehler** {0}' });
    expect(markdown`Error ${codeSpan('`x`')}`).toBe('**Fehler** `` `x` ``');
  });
});

describe('the language of a process', () => {
  it.each<[string | undefined, string[]]>([
    [undefined, []],
    ['C', []],
    ['POSIX', []],
    ['C.UTF-8', []],
    ['en', []],
    ['en-GB', []],
    ['men', ['bundle.l10n.men.json']],
    ['de', ['bundle.l10n.de.json']],
    ['pt-br', ['bundle.l10n.pt-br.json', 'bundle.l10n.pt.json']],
    ['de_CH.UTF-8', ['bundle.l10n.de-ch.json', 'bundle.l10n.de.json']],
    ['../../x', []],
    ['de/../x', ['bundle.l10n.de.json']],
  ])('%s has %j', (locale, names) => expect(bundleNames(locale)).toEqual(names));

  it.each<[object, string | undefined]>([
    [{}, undefined],
    [{ LANG: 'de_DE' }, 'de_DE'],
    [{ LANG: 'de_DE', LC_MESSAGES: 'fr_FR' }, 'fr_FR'],
    [{ LANG: 'de_DE', LC_MESSAGES: 'fr_FR', LC_ALL: 'C' }, 'C'],
    [{ LANG: 'de_DE', LC_ALL: '' }, 'de_DE'],
  ])('%j is %s', (env, locale) => expect(localeOfEnvironment(env as { LANG?: string })).toBe(locale));

  it.each(['[]', 'null', '{', '"x"'])('%s is no bundle', (json) => expect(readBundle(json)).toBeUndefined());

  it('is read from the folder of bundles, the closest first', () => {
    const folder = temporaryFolder({
      'bundle.l10n.de.json': JSON.stringify({ [KEY]: 'Deutsch', other: 1 }),
      'bundle.l10n.fr-ca.json': '{',
      'bundle.l10n.fr.json': JSON.stringify({ [KEY]: 'Français' }),
    });
    const spoken = (locale: string): string => (speak(locale, folder), ASKS('A', 2));
    expect(spoken('de-AT')).toBe('Deutsch');
    expect(spoken('fr-CA')).toBe('Français');
    expect(spoken('ja')).toBe('There is no "A" among 2 states.');
  });
});

it('speaks English where it must, and then goes on as before, also after a failure', () => {
  useTranslations({ 'Did you mean it?': 'Vielleicht?' });
  // One template, as a line of the program is: what it was looked up as is kept.
  const says = (): string => phrase`Did you mean it?`;
  expect([says(), inEnglish(says), says()]).toEqual(['Vielleicht?', 'Did you mean it?', 'Vielleicht?']);
  const fail = (): never => {
    throw new Error(says());
  };
  expect(() => inEnglish(fail)).toThrow('Did you mean it?');
  expect(says()).toBe('Vielleicht?');
});
