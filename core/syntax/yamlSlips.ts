/** The slips of the hand that are made in YAML, each with what a line would be without it. */
import { phrase, type Phrase } from '../l10n/phrase';
import type { Span } from './tree';
import {
  dashesOf,
  holds,
  isItem,
  keyOf,
  lineAt,
  linesAbove,
  linesBelow,
  oddnessOf,
  opens,
  startOfLine,
  take,
} from './yamlLines';
import type { Line } from './yamlLines';

export interface Change {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** What may have been meant, by offsets of the text at hand. */
export interface YamlSlip {
  /** From the first to the last. */
  readonly changes: readonly Change[];
  readonly message: Phrase;
  readonly span: Span;
  /** How unlikely it is beside others that make the text readable. */
  readonly cost: number;
  /** Whether it can be tried with the lines around it alone. */
  readonly isPart: boolean;
}

interface Place {
  readonly text: string;
  readonly line: Line;
  /** The lines with content around it, the nearest first. */
  readonly above: readonly Line[];
  readonly below: readonly Line[];
}

/** A way to slip: the texts that may have been meant. */
type Slip = (place: Place) => readonly Meant[];

interface Meant extends Omit<YamlSlip, 'changes' | 'isPart'> {
  readonly change: Change;
}

const SLIPS: readonly Slip[] = [
  colonWithoutSpace,
  colonMissing,
  dashWithoutSpace,
  dashMissing,
  indentation,
  quoteMissing,
  quoteTooMany,
  bracketMissing,
];

/** Lines that are looked at above a mistake for quotes and brackets that are not closed. */
const LOOKED_BACK = 300;
/** Lines that are compared for what is unusual in them. */
const COMPARED = 40;

/** What may be the slip behind the mistake at an offset, the likeliest first. */
export function slipsAt(text: string, mistake: number): YamlSlip[] {
  const tabs = tabsIn(text);
  if (tabs) return tabs;
  const found: YamlSlip[] = [];
  for (const place of placesAt(text, mistake)) {
    for (const slip of SLIPS) {
      for (const { change, cost, ...meant } of slip(place)) {
        found.push({ ...meant, cost: cost + oddnessWith(place, change), changes: [change], isPart: true });
      }
    }
  }
  return found.sort((one, other) => one.cost - other.cost);
}

function oddnessWith({ text, line, above, below }: Place, change: Change): number {
  const start = above.at(-1)?.start ?? line.start;
  const end = below.at(-1)?.end ?? line.end;
  const changed = text.slice(start, change.start) + change.insert + text.slice(change.end, end);
  const first = lineAt(changed, 0);
  return oddnessOf([...(first ? [first] : []), ...linesBelow(changed, 0)]);
}

/**
 * The lines that may hold the slip: that of the mistake, those beside it, those that hold it; and the nearest above where a
 * quote or a bracket is not closed.
 */
function placesAt(text: string, mistake: number): Place[] {
  const lines = new Map<number, Line>();
  const add = (line: Line | undefined): void => void (line && lines.set(line.start, line));
  const own = lineAt(text, startOfLine(text, mistake));
  add(own);
  const above = take(linesAbove(text, mistake), LOOKED_BACK);
  add(above[0]);
  add(linesBelow(text, mistake).next().value as Line | undefined);
  for (const isOdd of [hasOddQuotes, hasOpenBracket]) add([...(own ? [own] : []), ...above].find(isOdd));
  let inner = own ?? above[0];
  for (const [index, line] of above.entries()) {
    if (!inner || !holds(line, inner)) continue;
    add(line);
    // The first of those that it holds.
    add(above[index - 1]);
    inner = line;
  }
  return [...lines.values()].map((line) => ({
    text,
    line,
    above: take(linesAbove(text, line.start), COMPARED),
    below: take(linesBelow(text, line.start), COMPARED),
  }));
}

const isEntry = (line: Line): boolean => keyOf(line) !== undefined || isItem(line);
const hasOddQuotes = ({ content }: Line): boolean => count(content, '"') % 2 === 1 || count(content, "'") % 2 === 1;
const hasOpenBracket = ({ content }: Line): boolean => openBrackets(content).length > 0;

function count(text: string, quote: string): number {
  return [...text.matchAll(/\\.|["']/g)].filter(([found]) => found === quote).length;
}

/** The brackets of a line that nothing in it closes, the outermost first. */
function openBrackets(content: string): string[] {
  const open: string[] = [];
  for (const [sign] of content.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|[[\]{}]/g)) {
    if (sign === '[' || sign === '{') open.push(sign);
    else if (sign === ']' || sign === '}') open.pop();
  }
  return open;
}

const insert = (at: number, text: string): Change => ({ start: at, end: at, insert: text });
const remove = (start: number, end: number): Change => ({ start, end, insert: '' });
const contentSpan = ({ from, to }: Line): Span => ({ start: from, end: to });

function colonWithoutSpace({ line }: Place): Meant[] {
  const key = /^(?:- +)*(?:"[^"]*"|'[^']*'|[\w.-]+):(?=[^\s:/])/.exec(line.content)?.[0];
  if (key === undefined) return [];
  const at = line.from + key.length;
  return [
    {
      change: insert(at, ' '),
      message: phrase`A space must follow the colon.`,
      span: { start: at - 1, end: at },
      cost: 1,
    },
  ];
}

function colonMissing({ line, below }: Place): Meant[] {
  if (keyOf(line) !== undefined) return [];
  const word = /^((?:- +)*)("[^"]*"|'[^']*'|[\w.$-]+)(?=$|[ \t])/.exec(line.content);
  if (!word) return [];
  const span = { start: line.from + word[1]!.length, end: line.from + word[0].length };
  const isAlone = span.end === line.to && !(below[0] && holds(line, below[0]));
  const message = isAlone ? phrase`A colon and a value must follow this key.` : phrase`A colon must follow this key.`;
  const whole = { start: span.start, end: line.to };
  return [
    { change: insert(span.end, ':'), message, span, cost: 2 },
    ...(whole.end > span.end && /^[\w .-]+$/.test(line.content)
      ? [{ change: insert(whole.end, ':'), message, span: whole, cost: 3 }]
      : []),
  ];
}

function dashWithoutSpace({ line }: Place): Meant[] {
  const dash = /^(?:- +)*-(?=[^\s-])/.exec(line.content)?.[0];
  if (dash === undefined) return [];
  const at = line.from + dash.length;
  return [
    {
      change: insert(at, ' '),
      message: phrase`A space must follow the dash of an item.`,
      span: { start: at - 1, end: at },
      cost: 1,
    },
  ];
}

/** Keys of the States Language that hold a list; without its dash an item looks like a line that stands too far left. */
const HOLDS_LIST = /^(?:- +)*"?(?:Branches|Catch|Choices|Retry|And|Or|ErrorEquals)"?:$/;

function dashMissing({ line, above }: Place): Meant[] {
  const message = phrase`An item of the list must begin with "- ".`;
  const dash = (start: number, cost: number): Meant => ({
    change: { start, end: line.from, insert: '- ' },
    message,
    span: contentSpan(line),
    cost: HOLDS_LIST.test(above[0]?.content ?? '') ? cost - 0.5 : cost,
  });
  if (/^-\s/.test(line.content)) return [];
  return line.indent >= 2 ? [dash(line.from, 2.2), dash(line.from - 2, 2.3)] : [dash(line.from, 2.2)];
}

/** As deep as a line near it, or as one that may hold it. */
function indentation({ line, above, below }: Place): Meant[] {
  if (!isEntry(line)) return [];
  const fitting = new Set<number>();
  let least = Infinity;
  for (const [index, other] of above.entries()) {
    if (index > 0 && other.indent >= least) continue;
    least = other.indent;
    fitting.add(other.indent).add(other.indent + dashesOf(other));
    if (index === 0 && opens(other)) fitting.add(other.indent + dashesOf(other) + 2);
  }
  if (below[0]) fitting.add(below[0].indent);
  if (below[0]) fitting.add(Math.max(0, below[0].indent - dashesOf(line)));
  fitting.delete(line.indent);
  return [...fitting].map((indent) => ({
    change: { start: line.start, end: line.from, insert: ' '.repeat(indent) },
    message: phrase`The indentation of this line is wrong: it is ${line.indent}, and ${indent} fits.`,
    span: contentSpan(line),
    // A short way is likelier than a long one, and what begins a line stands there rightly.
    cost: 2 + Math.abs(indent - line.indent) / 20 + (line.indent === 0 ? 0.05 : 0),
  }));
}

function quoteMissing({ line }: Place): Meant[] {
  const { content, from, to } = line;
  return ['"', "'"]
    .filter((quote) => count(content, quote) % 2 === 1)
    .flatMap((quote) => {
      const places = new Set<number>([content.length]);
      for (const { index } of content.matchAll(/(?<=[^\s,:[\]{}])(?=[\s,:\]}])|(?<=[\s[{]|^)(?=[^\s[{-])/g)) {
        places.add(index);
      }
      return [...places].map((at): Meant => {
        const isOpening = at < content.indexOf(quote);
        return {
          change: insert(from + at, quote),
          message: isOpening ? phrase`The opening quote is missing.` : phrase`The closing quote is missing.`,
          span: { start: Math.min(from + at, to - 1), end: Math.min(from + at, to - 1) + 1 },
          cost: at === content.length || content.startsWith(':', at) ? 2 : isOpening ? 2.1 : 2.4,
        };
      });
    });
}

function quoteTooMany({ line }: Place): Meant[] {
  return ['"', "'"]
    .filter((quote) => count(line.content, quote) % 2 === 1)
    .flatMap((quote) =>
      [...line.content.matchAll(/\\.|["']/g)]
        .filter(([found]) => found === quote)
        .map(({ index }): Meant => {
          const span = { start: line.from + index, end: line.from + index + 1 };
          const isDouble = /["']/.test(line.content.charAt(index + 1)) || /["']/.test(line.content.charAt(index - 1));
          return {
            change: remove(span.start, span.end),
            message: phrase`There is one quote too many here.`,
            span,
            cost: isDouble ? 1.9 : 2.6,
          };
        }),
    );
}

function bracketMissing({ line }: Place): Meant[] {
  const open = openBrackets(line.content);
  const closing = open.map((sign) => (sign === '[' ? ']' : '}')).reverse();
  if (open.length > 0) {
    return [
      {
        change: insert(line.to, closing.join('')),
        message: phrase`A closing bracket, or a comma before this, is missing.`,
        span: { start: line.to - 1, end: line.to },
        cost: 2,
      },
    ];
  }
  const unopened = /[\]}]$/.exec(line.content)?.[0];
  const value = line.from + (/^(?:- +)*(?:[^\s:]+:\s+)?/.exec(line.content)?.[0].length ?? 0);
  if (unopened === undefined) return [];
  return [
    {
      change: insert(value, unopened === ']' ? '[' : '{'),
      message: phrase`An opening bracket is missing before this.`,
      span: { start: value, end: value + 1 },
      cost: 2,
    },
  ];
}

/** Tabs are rarely alone: all of them for as many blanks, in the ways that editors show them. */
function tabsIn(text: string): YamlSlip[] | undefined {
  const lines = [...text.matchAll(/^[ ]*\t[ \t]*(?=[^\s#])/gm)];
  const first = lines[0];
  if (!first) return undefined;
  const start = first.index + first[0].indexOf('\t');
  return [2, 4, 8, 1].map((width, index) => ({
    changes: lines.map(({ 0: blanks, index: at }) => ({
      start: at,
      end: at + blanks.length,
      insert: blanks.replaceAll('\t', ' '.repeat(width)),
    })),
    message: phrase`Lines must be indented with spaces, not tabs.`,
    span: { start, end: start + 1 },
    cost: index,
    isPart: false,
  }));
}
