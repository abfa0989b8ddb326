import { phrase } from '../l10n/phrase';
import type { ObjectNode } from '../syntax/tree';
import { isDeployTime, propertyOf, textOf, valueOf } from '../syntax/value';
import type { Report, Rule } from './rule';

/** Fields that only mean something for some forms of file. */
const ONLY_FOR: Record<string, readonly string[]> = {
  CSVHeaderLocation: ['CSV', 'MANIFEST'],
  CSVHeaders: ['CSV', 'MANIFEST'],
  CSVDelimiter: ['CSV', 'MANIFEST'],
  ItemsPointer: ['JSON'],
  // The InputType may also tell of the files a manifest names.
  ManifestType: ['MANIFEST', 'CSV', 'JSONL', 'PARQUET'],
};

/** What the files may be that Athena's manifest names. */
const OF_ATHENA = ['CSV', 'JSONL', 'PARQUET'];

/**
 * Fields of a ReaderConfig that do not fit together. AWS refuses CSV without a CSVHeaderLocation (also in an inventory), `GIVEN`
 * without CSVHeaders, LOAD_AND_FLATTEN without an InputType, an ItemsPointer that does not begin with `/`, and files of another
 * form than Athena writes. A field that belongs to another form of file is a warning.
 *
 * Source: recorded refusals; AWS: ItemReader (Map).
 */
export const readerConfig: Rule = {
  code: 'reader-config',
  severity: 'error',
  check({ objects }, report) {
    for (const { owner, node } of objects) {
      if (owner !== 'readerConfig' || isDeployTime(valueOf(node, 'InputType'))) continue;
      const inputType = textOf(node, 'InputType');
      for (const { key } of node.properties) {
        const types = Object.hasOwn(ONLY_FOR, key.value) ? ONLY_FOR[key.value] : undefined;
        const isRefused = key.value === 'ManifestType' && textOf(node, key.value) === 'ATHENA_DATA';
        if (inputType && types && !types.includes(inputType) && !isRefused) {
          report(
            key,
            phrase`"${key.value}" works only with the InputType ${types.join(' or ')}, not with ${inputType}.`,
            { severity: 'warning' },
          );
        }
      }
      if (node.isOpen) continue;
      checkManifest(node, inputType, report);
      const location = textOf(node, 'CSVHeaderLocation');
      if (inputType === 'CSV' && !propertyOf(node, 'CSVHeaderLocation')) {
        report(node, phrase`CSV needs a CSVHeaderLocation: "FIRST_ROW" or "GIVEN".`, {
          data: { missing: 'CSVHeaderLocation' },
        });
      }
      if (location === 'GIVEN' && !propertyOf(node, 'CSVHeaders')) {
        report(node, phrase`With "CSVHeaderLocation": "GIVEN", CSVHeaders must name the columns.`, {
          data: { missing: 'CSVHeaders' },
        });
      }
    }
  },
};

function checkManifest(node: ObjectNode, inputType: string | undefined, report: Report): void {
  if (textOf(node, 'ManifestType') === 'ATHENA_DATA' && inputType && !OF_ATHENA.includes(inputType)) {
    const words = OF_ATHENA.map((each) => `"${each}"`).join(', ');
    report(valueOf(node, 'InputType')!, phrase`The files that Athena's manifest names must be one of ${words}.`);
  }
  if (textOf(node, 'Transformation') === 'LOAD_AND_FLATTEN' && !propertyOf(node, 'InputType')) {
    report(node, phrase`With "Transformation": "LOAD_AND_FLATTEN", InputType must say what the files are.`, {
      data: { missing: 'InputType' },
    });
  }
  const pointer = valueOf(node, 'ItemsPointer');
  if (pointer?.kind !== 'string' || isDeployTime(pointer) || /^\{%|^\//.test(pointer.value)) return;
  report(pointer, phrase`ItemsPointer must begin with /, such as "/orders".`);
}
