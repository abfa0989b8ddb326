/** The table of rules. A new rule is a file beside this one and a line here. */
import type { Machine } from '../model/machine';
import type { SyntaxDocument } from '../syntax/tree';
import { argumentType } from './argumentType';
import { choiceOperatorRule } from './choiceOperator';
import { conflictingFields } from './conflictingFields';
import { withoutConsequences } from './consequences';
import { contextMemberUnknown } from './contextMemberUnknown';
import { distributedNeedsExecutionType } from './distributedNeedsExecutionType';
import { distributedOnlyField } from './distributedOnlyField';
import { duplicateLabel } from './duplicateLabel';
import { duplicateStateName } from './duplicateStateName';
import { emptyScopeRules } from './emptyScope';
import { errorEqualsEmpty } from './errorEqualsEmpty';
import { errorNotRaised } from './errorNotRaised';
import { expressUnsupported } from './expressUnsupported';
import { failsAlways } from './failsAlways';
import { fieldRange } from './fieldRange';
import { fieldType } from './fieldType';
import { fieldValue } from './fieldValue';
import { heartbeatNotBelowTimeout } from './heartbeatNotBelowTimeout';
import { intrinsicCall } from './intrinsicCall';
import { jsonataDelimiters } from './jsonataDelimiters';
import { jsonataInJsonpathState } from './jsonataInJsonpathState';
import { jsonpathInJsonataState } from './jsonpathInJsonataState';
import { jsonataSyntax } from './jsonataSyntax';
import { jsonataUnsupported } from './jsonataUnsupported';
import { jsonpathSyntax } from './jsonpathSyntax';
import { definitionTooLarge, payloadTooLarge, waitTooLong } from './limits';
import { mapLabel } from './mapLabel';
import { maxDelay } from './maxDelay';
import { missingArgument } from './missingArgument';
import { missingField } from './missingField';
import { nextAndEnd, nextOrEndMissing } from './nextOrEnd';
import { noTerminalState } from './noTerminalState';
import { pathExpected } from './pathExpected';
import { pathFunction } from './pathFunction';
import { pathReadOtherwise } from './pathReadOtherwise';
import { payloadKeyTwice } from './payloadKeyTwice';
import { queryLanguageDowngrade } from './queryLanguageDowngrade';
import { queryLanguageField } from './queryLanguageField';
import { readerConfig } from './readerConfig';
import { readerResource } from './readerResource';
import { referencePath } from './referencePath';
import { resultMember } from './resultMember';
import { resourceNotArn } from './resourceNotArn';
import type { Diagnostic, Rule, ValidateOptions } from './rule';
import { noDollar, noPath, passResultIsStatic } from './staticPath';
import { stateNameTooLong } from './stateNameTooLong';
import { statesAllAlone, statesAllLast } from './statesAll';
import { statesVariable } from './statesVariable';
import { taskTokenMissing } from './taskTokenMissing';
import { timestampFormat } from './timestampFormat';
import { undeclaredPlaceholder } from './undeclaredPlaceholder';
import { undefinedVariable } from './undefinedVariable';
import { unknownAction } from './unknownAction';
import { unknownArgument } from './unknownArgument';
import { unknownField } from './unknownField';
import { unknownIntegration } from './unknownIntegration';
import { unknownState } from './unknownState';
import { unknownStatesError } from './unknownStatesError';
import { unreachableHandler } from './unreachableHandler';
import { unreachableState } from './unreachableState';
import { unsupportedPattern } from './unsupportedPattern';
import { machineOf, runRules, syntaxDiagnostics } from './validate';
import { variableMaybeUnassigned } from './variableMaybeUnassigned';
import { distributedOuterVariable, unusedVariable, variableName, variableRebindsOuter } from './variableRules';

export type {
  Diagnostic,
  DiagnosticData,
  PlaceholdersOf,
  RaisedBy,
  RelatedPlace,
  Rule,
  Severity,
  ValidateOptions,
} from './rule';

export const RULES: readonly Rule[] = [
  unknownState,
  unknownField,
  missingField,
  fieldType,
  fieldValue,
  fieldRange,
  conflictingFields,
  nextOrEndMissing,
  nextAndEnd,
  ...emptyScopeRules,
  unreachableState,
  noTerminalState,
  duplicateStateName,
  duplicateLabel,
  stateNameTooLong,
  timestampFormat,
  heartbeatNotBelowTimeout,
  statesAllAlone,
  statesAllLast,
  errorEqualsEmpty,
  unknownStatesError,
  errorNotRaised,
  maxDelay,
  unreachableHandler,
  choiceOperatorRule,
  distributedOnlyField,
  distributedNeedsExecutionType,
  mapLabel,
  queryLanguageField,
  queryLanguageDowngrade,
  jsonpathSyntax,
  pathReadOtherwise,
  pathFunction,
  referencePath,
  pathExpected,
  intrinsicCall,
  failsAlways,
  noDollar,
  noPath,
  passResultIsStatic,
  payloadKeyTwice,
  contextMemberUnknown,
  jsonataSyntax,
  jsonataDelimiters,
  jsonataUnsupported,
  jsonataInJsonpathState,
  jsonpathInJsonataState,
  statesVariable,
  undeclaredPlaceholder,
  undefinedVariable,
  variableName,
  variableRebindsOuter,
  distributedOuterVariable,
  variableMaybeUnassigned,
  unusedVariable,
  resourceNotArn,
  unknownIntegration,
  unsupportedPattern,
  unknownAction,
  missingArgument,
  unknownArgument,
  argumentType,
  resultMember,
  taskTokenMissing,
  expressUnsupported,
  readerConfig,
  readerResource,
  definitionTooLarge,
  payloadTooLarge,
  waitTooLong,
];

/**
 * Everything there is to say about a definition: the problems of its syntax and what the rules find, in
 * source order. `machine` is the document's own, read already, or a region of a template, whose syntax
 * is the template's affair.
 */
export function validate(document: SyntaxDocument, machine?: Machine, options?: ValidateOptions): Diagnostic[] {
  if (machine && machine.node !== document.root) {
    return [...withoutConsequences(runRules(RULES, machine, options), document, machine.node.span)];
  }
  const syntax = syntaxDiagnostics(document);
  const own = machine ?? machineOf(document);
  if (!own) return syntax;
  const whole = { start: 0, end: Infinity };
  const found = 'code' in own ? [own] : withoutConsequences(runRules(RULES, own, options), document, whole);
  return [...syntax, ...found].sort((a, b) => a.span.start - b.span.start);
}
