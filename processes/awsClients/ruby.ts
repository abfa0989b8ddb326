/** AWS's client of the Runtime API for Ruby: the gem of the project's bundle, else one that is installed. Source: Lambda, "Deploy Ruby Lambda functions with container images". */
import path from 'node:path';
import { homeFolder, listed } from '../versions/listed';

export const GEM = 'aws_lambda_ric';

/** Below the home folder: what `gem install --user-install` leaves, a folder for each version of Ruby. */
const OF_USER = [
  ['.gem', 'ruby'],
  ['.local', 'share', 'gem', 'ruby'],
];
/** Below the home folder: where version managers keep each Ruby whole. */
const MANAGED = [
  ['.rbenv', 'versions'],
  ['.asdf', 'installs', 'ruby'],
  ['.local', 'share', 'mise', 'installs', 'ruby'],
];

/**
 * Whether a Ruby of this machine has the gem: of Debian, of `gem install --user-install`, of a version manager.
 * @param ruby the one on the PATH, absolute
 */
export function hasInstalledClient(ruby: string): boolean {
  const home = homeFolder(process.env);
  const own = process.env['GEM_HOME'];
  const below = (places: readonly (readonly string[])[]): string[] =>
    home === undefined ? [] : places.map((parts) => path.join(home, ...parts));
  const gemsOf = (whole: string): string => path.join(whole, 'lib', 'ruby', 'gems');
  const all = [
    ...(own ? [path.dirname(own)] : []),
    '/var/lib/gems',
    gemsOf(path.dirname(path.dirname(ruby))),
    ...below(OF_USER),
    ...below(MANAGED).flatMap(versionsIn).map(gemsOf),
  ];
  return all.flatMap(versionsIn).some((folder) => clientIn(folder).length > 0);
}

/** `vendor/bundle/ruby/3.3.0`, as Bundler and `sam build` leave them. */
export function bundledGems(folder: string): string[] {
  return versionsIn(path.join(folder, 'vendor', 'bundle', 'ruby'));
}

function versionsIn(folder: string): string[] {
  return listed(folder).map((version) => path.join(folder, version));
}

/** Its program, in a folder of gems of one version of Ruby. */
export function clientIn(folder: string): string[] {
  const gems = path.join(folder, 'gems');
  return listed(gems)
    .filter((name) => name.startsWith(`${GEM}-`))
    .map((name) => path.join(gems, name, 'bin', GEM));
}
