/** The door of `stepwise`: as little as can be before what is compiled already is loaded. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type * as Commands from './main';
import { findBootstraps } from '../lambda/bootstrapFolder';
import { lateCertificates } from '../lambda/runtimes/extraCertificates';
import { lambdaFlags } from '../lambda/runtimes/nodeFlags';
import { startBlank, type BlankProcess } from '../processes/blankProcess';
import { loadCompiled, SERVES_MS } from '../processes/compiledBundle';
import { versionOf } from '../processes/versions/version';

const [command = '', ...args] = process.argv.slice(2);
/** A wrong word is no purpose of its own. */
const purpose = /^[a-z]{2,12}(?:-[a-z]{2,12})?$/.test(command) ? command : 'help';
const blank = command === 'invoke' ? blankForHandler() : undefined;
const servesMs = command === 'dap' ? SERVES_MS : undefined;
const commands = loadCompiled(path.join(__dirname, 'commands.js'), require, purpose, servesMs);
(commands as typeof Commands).start(blank);

/** For a handler in JavaScript or TypeScript, as most likely as its name tells: started, it waits for what it is to run. */
function blankForHandler(): BlankProcess | undefined {
  const isCode = args.some((arg) => /\.[cm]?[jt]s(?:#|$)/.test(arg));
  const isOther = args.some((arg) => /\.[a-z]+#|\.py$|^--?(?:h|help|node|python|project)(?:=|$)/.test(arg));
  if (isOther || args.length === 0 || !(isCode || existsSync('package.json'))) return undefined;
  const version = versionOf(process.versions.node);
  const late = lateCertificates(process.env['NODE_EXTRA_CA_CERTS'], version);
  return startBlank(lambdaFlags(undefined, version, undefined), path.join(findBootstraps(), 'beforehand.cjs'), late);
}
