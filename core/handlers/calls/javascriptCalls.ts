/** Calls by the AWS SDK for JavaScript, versions 2 and 3: commands, clients' methods, paginators. */
import { enclosing } from '../piecePlaces';
import { closing, opening, type Piece } from '../pieces';
import { argumentsAt } from './argumentsAt';
import { operationOf, type CodeCall, type CodeClient } from './codeCall';

/** A call and the piece that it begins with. */
export interface PlacedCall {
  readonly at: number;
  readonly call: CodeCall;
}

interface Imported extends CodeClient {
  /** As the package calls it; absent: the name is all of the package. */
  readonly original?: string;
}

/** Names of a file that the SDK's packages have. */
function importsIn(pieces: readonly Piece[]): ReadonlyMap<string, Imported> {
  const found = new Map<string, Imported>();
  pieces.forEach(({ kind, text }, at) => {
    const [, of, suffix = ''] = (kind === 'string' && /^["']@aws-sdk\/(client|lib)-([\w-]+)["']$/.exec(text)) || [];
    if (of === undefined) return;
    const isDocument = of === 'lib' && suffix === 'dynamodb';
    const client: CodeClient = { service: suffix === 'storage' && of === 'lib' ? 's3' : suffix, isDocument };
    const end = pieces[at - 1]?.text === 'from' ? at - 2 : pieces[at - 3]?.text === '=' ? at - 4 : -1;
    const last = pieces[end];
    if (last?.kind === 'name') found.set(last.text, client);
    if (last?.text !== '}') return;
    for (let index = opening(pieces, end) + 1; index < end; index++) {
      const isRenamed = /^(?:as|:)$/.test(pieces[index + 1]?.text ?? '');
      if (pieces[index]!.kind !== 'name' || pieces[index]!.text === 'type') continue;
      found.set(pieces[isRenamed ? index + 2 : index]!.text, { ...client, original: pieces[index]!.text });
      if (isRenamed) index += 2;
    }
  });
  return found;
}

/** Names that stand for clients with a method for each operation: `new S3()`, `new AWS.DynamoDB.DocumentClient()`. */
export function javascriptClients(pieces: readonly Piece[]): Map<string, CodeClient> {
  const imports = importsIn(pieces);
  const isOldSdk = pieces.some(({ kind, text }) => kind === 'string' && /^["']aws-sdk(?:\/.*)?["']$/.test(text));
  const clients = new Map<string, CodeClient>();
  pieces.forEach(({ text }, at) => {
    const isFrom = text === 'from' && pieces[at - 1]?.text === '.' && pieces[at + 1]?.text === '(';
    const made = text === 'new' ? at + 1 : isFrom ? at - 2 : -1;
    const name = pieces[made]?.text;
    if (name === undefined) return;
    const imported = imports.get(name);
    const client = imported ?? (isOldSdk && text === 'new' ? oldClient(pieces, made) : undefined);
    const own = client && nameOfMade(pieces, text === 'new' ? at : made);
    if (own !== undefined) clients.set(own, client!);
  });
  return clients;
}

function oldClient(pieces: readonly Piece[], at: number): CodeClient {
  const isSpaced = pieces[at + 1]?.text === '.' && pieces[at]!.text !== 'DynamoDB';
  const service = isSpaced ? at + 2 : at;
  const isDocument = [pieces[service]?.text, pieces[service + 2]?.text].includes('DocumentClient');
  return { service: isDocument ? 'dynamodb' : (pieces[service]?.text ?? ''), isDocument };
}

/** What is made may go through a wrapper on its way to its name: `const s3 = captureAWSClient(new S3())`. */
function nameOfMade(pieces: readonly Piece[], from: number): string | undefined {
  for (let at = from - 1; at > Math.max(0, from - 8); at--) {
    const { kind, text } = pieces[at]!;
    if (text === '=' || text === ':') {
      // `s3: AWS.S3 = …`
      let begin = at - 1;
      while (pieces[begin - 1]?.text === '.') begin -= 2;
      const isTyped = text === '=' && pieces[begin - 1]?.text === ':';
      const name = pieces[isTyped ? begin - 2 : at - 1];
      return name?.kind === 'name' ? name.text : undefined;
    }
    if (kind !== 'name' && !/^[(.]$|^\|\||^\?\?/.test(text)) return undefined;
  }
  return undefined;
}

export function javascriptCalls(pieces: readonly Piece[], clients: ReadonlyMap<string, CodeClient>): PlacedCall[] {
  const imports = importsIn(pieces);
  return pieces.flatMap(({ kind, text }, at): PlacedCall[] => {
    if (kind !== 'name') return [];
    const imported = imports.get(text);
    const before = pieces[at - 1]?.text ?? '';
    if (imported && before === 'new') return commandAt(pieces, at, imported);
    const [, paged] = /^paginate([A-Z]\w*)$/.exec(imported?.original ?? '') ?? [];
    if (imported && paged !== undefined && pieces[at + 1]?.text === '(') return [{ at, call: called(imported, paged) }];
    const client = clients.get(text);
    const isCall = client && /^\??\.$/.test(pieces[at + 1]?.text ?? '') && pieces[at + 3]?.text === '(';
    if (!isCall) return [];
    return [{ at, call: called(client, pieces[at + 2]!.text, argumentsAt(pieces, at + 3)) }];
  });
}

/** A command that is signed for somebody else's use calls nothing. */
function commandAt(pieces: readonly Piece[], at: number, imported: Imported): PlacedCall[] {
  const isSpaced = imported.original === undefined && pieces[at + 1]?.text === '.';
  const name = isSpaced ? pieces[at + 2]!.text : imported.original;
  const open = isSpaced ? at + 3 : at + 1;
  if (name === 'Upload' && imported.service === 's3') return [{ at, call: called(imported, 'PutObject') }];
  if (!name?.endsWith('Command') || pieces[open]?.text !== '(' || isSigned(pieces, at - 1)) return [];
  return [{ at, call: called(imported, name.slice(0, -'Command'.length), argumentsAt(pieces, open)) }];
}

function isSigned(pieces: readonly Piece[], made: number): boolean {
  if (pieces[enclosing(pieces, made) - 1]?.text === 'getSignedUrl') return true;
  const name = pieces[made - 1]?.text === '=' ? pieces[made - 2]!.text : undefined;
  return pieces.some(({ text }, at) => {
    if (text !== 'getSignedUrl' || name === undefined || pieces[at + 1]?.text !== '(') return false;
    return pieces.slice(at + 2, closing(pieces, at + 2)).some((each) => each.text === name);
  });
}

function called(client: CodeClient, written: string, input: CodeCall['input'] = {}): CodeCall {
  return { service: client.service, action: operationOf(client, written), input };
}
