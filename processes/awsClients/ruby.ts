/** AWS's client of the Runtime API for Ruby: the gem of the project's bundle, else one that is installed. Source: Lambda, "Deploy Ruby Lambda functions with container images". */
import path from 'node:path';
import { findExecutable } from '../findExecutable';
import { homeFolder, listed } from '../versions/listed';

export const GEM = 'aws_lambda_ric';

/** Whether a Ruby of this machine has the gem: of Debian, of `gem install --user-install`, of a version manager. */
export function hasInstalledClient(): boolean {
  const ruby = findExecutable('ruby');
  if (ruby === undefined) return false;
  const home = homeFolder(process.env);
  const ofProgram = path.join(path.dirname(path.dirname(ruby)), 'lib', 'ruby', 'gems');
  const homes = home === undefined ? [] : HOMES.map((parts) => path.join(home, ...parts));
  const managed = homes
    .slice(2)
    .flatMap((folder) => listed(folder).map((name) => path.join(folder, name, 'lib', 'ruby', 'gems')));
  const all = [
    ...(process.env['GEM_HOME'] ? [path.dirname(process.env['GEM_HOME'])] : []),
    '/var/lib/gems',
    ofProgram,
    ...homes.slice(0, 2),
    ...managed,
  ];
  return all.some((folder) => listed(folder).some((version) => clientIn(path.join(folder, version)).length > 0));
}

const HOMES = [
  ['.gem', 'ruby'],
  ['.local', 'share', 'gem', 'ruby'],
  ['.rbenv', 'versions'],
  ['.asdf', 'installs', 'ruby'],
  ['.local', 'share', 'mise', 'installs', 'ruby'],
];

/** `vendor/bundle/ruby/3.3.0`, as Bundler and `sam build` leave them. */
export function bundledGems(folder: string): string[] {
  const all = path.join(folder, 'vendor', 'bundle', 'ruby');
  return listed(all).map((version) => path.join(all, version));
}

/** Its program, in a folder of gems of one version of Ruby. */
export function clientIn(folder: string): string[] {
  const gems = path.join(folder, 'gems');
  return listed(gems)
    .filter((name) => name.startsWith(`${GEM}-`))
    .map((name) => path.join(gems, name, 'bin', GEM));
}
