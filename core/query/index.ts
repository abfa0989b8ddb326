/** The door of the query room: paths, intrinsic functions, payload templates, JSONata. */
export {
  andThen,
  failure,
  isPromise,
  isQueryProblem,
  queryProblem,
  success,
  type Evaluated,
  type MaybePromise,
  type QueryFailure,
  type QueryProblem,
  type QueryScope,
} from './outcome';
export { DIGEST_NAMES, isDigestName } from './hash/digest';
export { jsonEquals } from './jsonEquals';
export {
  fieldFault,
  forValue,
  ofWrongType,
  refusedCount,
  refusedSeconds,
  TIMESTAMP_FORM,
  tooLongWait,
  typeName,
  typeOfField,
  unexpectedType,
  type FieldType,
} from './fieldValue';
export { EndlessMatch, limitMatches, type BeginMatch, type MatchElsewhere, type TimeLimit } from './limitedRegExp';
export type { FilterCondition, ParsedPath, PathRoot, PathStep } from './path/pathSyntax';
export { parsePath } from './path/parsePath';
export { compilePath, type CompiledPath, type PathResult } from './path/compilePath';
export { isPathFunction } from './path/tailFunctions';
export { parseReferencePath, setAtPath } from './path/referencePath';
export { parseIntrinsic, type IntrinsicCall, type IntrinsicNode } from './intrinsic/parseIntrinsic';
export { argumentFault } from './intrinsic/argumentFault';
export { compileIntrinsic, type CompiledIntrinsic } from './intrinsic/compileIntrinsic';
export {
  compileTemplate,
  compileTemplateExpression,
  compileTemplateInParts,
  pathNotFound,
  type CompiledTemplate,
  type TemplateParts,
  type TemplateProblem,
} from './payloadTemplate';
export { compileTemplateText } from './templateText';
export { compileJsonata, type CompiledJsonata, type JsonataScope } from './jsonata/compileJsonata';
export {
  compileJsonataTemplate,
  compileJsonataTemplateInParts,
  jsonataSource,
  type CompiledJsonataTemplate,
  type JsonataTemplateProblem,
} from './jsonata/jsonataTemplate';
