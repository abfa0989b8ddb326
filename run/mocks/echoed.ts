/** An answer that says what its request said: names, keys, and an entry for each that was asked for. */
import type { Shape, StructureShape } from '../../core/catalog/services/serviceTable';
import { tellsOfFailure } from '../../core/catalog/services/toldOfFailure';
import { isJsonObject, listOf, objectOf, type Json, type JsonObject } from '../../core/json';

interface Shapes {
  readonly input?: StructureShape;
  readonly output?: StructureShape;
}

/** What an answer calls as the question does, it has of the question; an item is asked for by its key. */
export function echoed(answer: Json, input: Json, shapes: Shapes = {}): Json {
  if (!isJsonObject(answer) || !isJsonObject(input)) return answer;
  const told = Object.entries(answer).map(([name, value]) => {
    const asked = Object.hasOwn(input, name) ? input[name]! : value;
    return [name, typeof asked === typeof value && !Array.isArray(value) ? asked : value] as const;
  });
  return {
    ...Object.fromEntries(told),
    ...itemOf(answer, input),
    ...itemsOf(answer, input),
    ...entriesOf(answer, input, shapes),
  };
}

/** Of DynamoDB: GetItem. */
function itemOf({ Item: item }: JsonObject, { Key: key }: JsonObject): JsonObject {
  return isJsonObject(item) && isJsonObject(key) ? { Item: { ...item, ...key } } : {};
}

/** Of DynamoDB: BatchGetItem by table, TransactGetItems one by one. */
function itemsOf({ Responses: responses }: JsonObject, { RequestItems, TransactItems }: JsonObject): JsonObject {
  if (isJsonObject(responses) && isJsonObject(RequestItems)) {
    const [sample] = Object.values(responses);
    const like = objectOf(Array.isArray(sample) ? sample[0] : undefined);
    const items = (asked: Json): Json[] => listOf(objectOf(asked).Keys).map((key) => ({ ...like, ...objectOf(key) }));
    return {
      Responses: Object.fromEntries(Object.entries(RequestItems).map(([table, asked]) => [table, items(asked)])),
    };
  }
  if (!Array.isArray(responses) || !Array.isArray(TransactItems)) return {};
  const like = objectOf(objectOf(responses[0]).Item);
  return {
    Responses: TransactItems.map((each) => ({ Item: { ...like, ...objectOf(objectOf(objectOf(each).Get).Key) } })),
  };
}

/** Of a batch: as many results as entries, each with the id of its own. */
function entriesOf(answer: JsonObject, input: JsonObject, shapes: Shapes): JsonObject {
  const [asked, ...others] = listsOf(shapes.input).filter(({ required }) => required);
  if (!asked || others.length > 0) return {};
  const told = listsOf(shapes.output).find(
    ({ name, items }) => !tellsOfFailure(name) && (name === asked.name || (items.has(ID) && asked.items.has(ID))),
  );
  const [sample] = listOf(told && answer[told.name]);
  if (!told || !isJsonObject(sample)) return {};
  const results = listOf(input[asked.name]).map((entry) => {
    const same = Object.keys(sample).filter((name) => asked.items.has(name) && Object.hasOwn(objectOf(entry), name));
    return { ...sample, ...Object.fromEntries(same.map((name) => [name, objectOf(entry)[name]!])) };
  });
  return { [told.name]: results };
}

const ID = 'Id';

interface ListMember {
  readonly name: string;
  readonly required: boolean;
  /** Names of what an item has. */
  readonly items: ReadonlyMap<string, unknown>;
}

/** The members that are lists of structures. */
function listsOf(shape: StructureShape | undefined): readonly ListMember[] {
  return [...(shape?.members.values() ?? [])].flatMap(({ name, required, type }) => {
    const items = itemsIn(type);
    return items ? [{ name, required, items }] : [];
  });
}

function itemsIn(type: Shape): ListMember['items'] | undefined {
  return type.kind === 'list' && type.of.kind === 'structure' ? type.of.members : undefined;
}
