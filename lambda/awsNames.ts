/** Which names are AWS's, by the table that the guards inside handlers read (`bootstrap/awsNames.cjs` says what is in it). */
import table from './bootstrap/awsNames.json';

const escaped = table.endings.map((ending) => ending.replaceAll('.', '\\.').replaceAll('*', '[^.]+'));
/** Behind the name of the service and whatever stands before it. The longest ending counts: `amazonaws.com.cn`. */
const AWS_NAME = new RegExp(`^(.+?)\\.(${escaped.join('|')})$`);

/** What stands before AWS's own ending, as written: `sqs.us-east-1` of `sqs.us-east-1.amazonaws.com`; undefined for another's name. */
export function labelsOfAwsName(host: string): string | undefined {
  const name = host.toLowerCase().replace(/\.+$/, '');
  const [, labels] = table.pages.includes(name) ? [] : (AWS_NAME.exec(name) ?? []);
  return labels === undefined ? undefined : host.slice(0, labels.length);
}

/** For NO_PROXY, whose entries know no wildcards: a client then looks a name up itself, and meets the guard. */
export const NO_PROXY_FOR_AWS: readonly string[] = [
  ...table.endings.filter((ending) => !ending.includes('*')).map((ending) => `.${ending}`),
  ...table.metadata.names,
  ...table.metadata.addresses,
];
