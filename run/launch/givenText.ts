/** Texts that a run is given by its options: its input, and the files that they name. */
import type { Json } from '../../core/json';
import { jsonText } from '../../core/jsonText';
import { phrase } from '../../core/l10n/phrase';
import { jsonMistake } from '../../core/syntax/jsonMistake';
import type { Choices, OptionName } from './options';
import type { LaunchReader, Problem } from './launchReader';

/** The input's JSON text, of whichever option has it. */
export async function readInput(
  { input, inputFile, inputText }: Choices,
  reader: LaunchReader,
): Promise<{ readonly text: string } | Problem> {
  if (inputText === undefined && inputFile === undefined) {
    return { text: input === undefined ? '{}' : jsonText(input as Json) };
  }
  const isFile = inputText === undefined;
  const read = isFile ? await readText('inputFile', inputFile!, reader) : { text: inputText };
  if ('problem' in read) return read;
  try {
    JSON.parse(read.text);
    return read;
  } catch {
    const what = isFile ? reader.nameOf(inputFile!) : phrase`The input`;
    return { problem: phrase`${what} is not valid JSON. ${jsonMistake(read.text) ?? ''}` };
  }
}

/** Of a file; a mistake names the option. @param most bytes */
export async function readText(
  option: OptionName,
  written: string,
  reader: LaunchReader,
  most?: number,
): Promise<{ readonly text: string } | Problem> {
  const read = await reader.read(written, most);
  if ('text' in read) return read;
  return { problem: phrase`${reader.nameOf(written)} cannot be read: ${read.reason ?? ''}.${reader.correct(option)}` };
}
