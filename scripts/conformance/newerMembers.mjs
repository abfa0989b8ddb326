// Members of answers and of context objects that AWS had not yet, on the day of a recording.

const REDRIVE = '2023-11-15';
const SINCE = {
  encryptionConfiguration: '2024-07-25',
  redriveCount: REDRIVE,
  redriveStatus: REDRIVE,
  redriveStatusReason: REDRIVE,
  // Contexts had it some weeks later.
  RedriveCount: '2024-01-01',
};

/** What a comparison passes over. `recordedDate` is `DD-MM-YYYY, …`. */
export function newerThan({ recordedDate, kind }) {
  const [, day, month, year] = /^(\d\d)-(\d\d)-(\d{4})/.exec(recordedDate ?? '') ?? [];
  const newer =
    year === undefined ? [] : Object.keys(SINCE).filter((member) => `${year}-${month}-${day}` < SINCE[member]);
  // What was mocked has none at any time.
  return kind === 'mock' ? [...newer, 'RedriveCount'] : newer;
}
