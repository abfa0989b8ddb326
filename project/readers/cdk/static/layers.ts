/** The layers of a function, as the source of an app makes them. */
import path from 'node:path';
import { lastName } from '../../../code/expression';
import type { CallExpression } from '../../../code/expression';
import type { Placed } from '../../../code/evaluate';
import type { Layer } from '../../../project';
import { argumentOf, propertyOf, type Construct } from './constructs';
import type { FunctionReading } from './functions';

/** Undefined where it has none. */
export function layersOf(construct: Construct, reading: FunctionReading): readonly Layer[] | undefined {
  const given = reading.reader.property(construct, 'layers');
  const listed = (given && reading.reader.evaluate.elements(given)) ?? [];
  const layers = listed.flatMap((each) => layerOf(each, reading) ?? []);
  return layers.length === 0 ? undefined : layers;
}

function layerOf(placed: Placed, { reader, app, files }: FunctionReading): Layer | undefined {
  const { evaluate } = reader;
  const whole = evaluate.follow(placed);
  if (whole.expression.kind !== 'call') return undefined;
  const call = whole as Placed<CallExpression>;
  const kind = lastName(call.expression.callee).replaceAll('_', '').toLowerCase();
  const id = reader.constructAt(call)?.path.at(-1);
  if (kind === 'fromlayerversionarn') {
    const arn = argumentOf(call, 2, 'layer_version_arn');
    const name = (arn && evaluate.text(arn)) ?? id;
    return name === undefined ? undefined : { name };
  }
  if (id === undefined) return undefined;
  // A layer of Python is made of its folder, which becomes that of the language.
  const isPython = kind === 'pythonlayerversion';
  const written = propertyOf(evaluate, call, isPython ? 'entry' : 'code');
  const folder = written && (isPython ? evaluate.text(written) : assetFolder(evaluate.follow(written), reader));
  if (folder === undefined) return { name: id };
  const dir = path.resolve(app.folder, folder);
  const isLaidOut = !isPython || files.isFolder(path.join(dir, 'python'));
  return { name: id, dir, ...(!isLaidOut && { under: 'python' }) };
}

/** `Code.fromAsset("layers/shared")` */
function assetFolder(code: Placed, { evaluate }: FunctionReading['reader']): string | undefined {
  const { expression } = code;
  if (expression.kind !== 'call' || !/asset/i.test(lastName(expression.callee))) return undefined;
  const folder = argumentOf(code as Placed<CallExpression>, 0, 'path');
  return folder && evaluate.text(folder);
}
