import { isJsonObject } from '../../json';
import { phrase } from '../../l10n/phrase';
import type { Explain } from '../explanation';

const LIMIT = 262_144;

/** Fields that choose from what a task answered. */
const LATE = ['ResultSelector', 'ResultPath', 'OutputPath', 'Output'];

function bytesOf(text: string): number {
  let bytes = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

const shown = (bytes: number): string => bytes.toLocaleString('en');

/** More data than a state may have; the member that has most of it. */
export const dataTooLarge: Explain = ({ error, visit, result, state }) => {
  if (error !== 'States.DataLimitExceeded' || !visit) return undefined;
  const text = visit.result ?? visit.input;
  const bytes = text === undefined ? 0 : bytesOf(text);
  const instead =
    state?.type === 'Map'
      ? phrase`A Distributed Map with a ResultWriter keeps results in S3.`
      : phrase`Large data belongs in S3, with its key in the state.`;
  if (text === undefined || bytes <= LIMIT) {
    const late = state?.type === 'Task' ? LATE.find((name) => state.definition[name] !== undefined) : undefined;
    return {
      sentence:
        late === undefined
          ? phrase`A state's data may have ${shown(LIMIT)} bytes. ${instead}`
          : phrase`What a task answers may have ${shown(LIMIT)} bytes, before its ${late} sees it. ${instead}`,
    };
  }
  const whose = visit.result === undefined ? phrase`The state's input has` : phrase`The result has`;
  const largest = visit.result === undefined ? undefined : largestMember(result());
  const where = largest === undefined ? '' : phrase` (most of it in ${largest})`;
  return {
    sentence: phrase`${whose} ${shown(bytes)} bytes${where}, and a state's data may have ${shown(LIMIT)}. ${instead}`,
  };
};

function largestMember(value: unknown): string | undefined {
  if (!isJsonObject(value)) return undefined;
  const sizes = Object.entries(value).map(([name, member]) => [name, JSON.stringify(member).length] as const);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  return sizes.find(([, size]) => size * 2 > total)?.[0];
}
