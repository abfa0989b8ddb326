import { phrase } from '../l10n/phrase';
import { isDeployTime, propertyOf, textOf, valueOf } from '../syntax/value';
import type { Rule } from './rule';

/** Fields that only mean something for some forms of file. */
const ONLY_FOR: Record<string, readonly string[]> = {
  CSVHeaderLocation: ['CSV', 'MANIFEST'],
  CSVHeaders: ['CSV', 'MANIFEST'],
  CSVDelimiter: ['CSV', 'MANIFEST'],
  ItemsPointer: ['JSON'],
  // The InputType may also tell of the files a manifest names.
  ManifestType: ['MANIFEST', 'CSV', 'JSONL', 'PARQUET'],
};

/**
 * Fields of a ReaderConfig that do not fit together: CSV needs a CSVHeaderLocation, `GIVEN` needs the
 * CSVHeaders, and each field belongs to certain forms of file.
 *
 * Source: AWS: ItemReader (Map). No refusals are recorded, so these are warnings.
 */
export const readerConfig: Rule = {
  code: 'reader-config',
  severity: 'warning',
  check({ objects }, report) {
    for (const { owner, node } of objects) {
      if (owner !== 'readerConfig' || isDeployTime(valueOf(node, 'InputType'))) continue;
      const inputType = textOf(node, 'InputType');
      for (const { key } of node.properties) {
        const types = Object.hasOwn(ONLY_FOR, key.value) ? ONLY_FOR[key.value] : undefined;
        if (inputType && types && !types.includes(inputType)) {
          report(
            key,
            phrase`"${key.value}" works only with the InputType ${types.join(' or ')}, not with ${inputType}.`,
          );
        }
      }
      const location = textOf(node, 'CSVHeaderLocation');
      // An inventory's manifest holds the names of the columns itself.
      const namesColumns = textOf(node, 'ManifestType') === 'S3_INVENTORY';
      if (inputType === 'CSV' && !namesColumns && !propertyOf(node, 'CSVHeaderLocation')) {
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
