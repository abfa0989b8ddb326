/** The explanations. A new one is a file and its line here, and an example in `test/explain/cases`; of several the first speaks. */
import type { Explain } from './explanation';
import { childNotAwaited } from './causes/childNotAwaited';
import { childOutputText } from './causes/childOutputText';
import { choiceAttribute } from './causes/choiceAttribute';
import { choiceNearText } from './causes/choiceNearText';
import { choiceNoDefault } from './causes/choiceNoDefault';
import { choiceOtherType } from './causes/choiceOtherType';
import { choicePathAsText } from './causes/choicePathAsText';
import { dataTooLarge } from './causes/dataTooLarge';
import { endlessLoop } from './causes/endlessLoop';
import { eventKey } from './causes/eventKey';
import { expressionAsValue } from './causes/expressionAsValue';
import { fetchFailed } from './causes/fetchFailed';
import { formatBraces } from './causes/formatBraces';
import { functionMemory } from './causes/functionMemory';
import { functionTimeout } from './causes/functionTimeout';
import { handlerExport } from './causes/handlerExport';
import { importOutsideModule } from './causes/importOutsideModule';
import { intrinsicArgument } from './causes/intrinsicArgument';
import { intrinsicAsValue } from './causes/intrinsicAsValue';
import { intrinsicValue } from './causes/intrinsicValue';
import { invokeAsEvent } from './causes/invokeAsEvent';
import { itemNotFound } from './causes/itemNotFound';
import { itemsNoArray } from './causes/itemsNoArray';
import { jsonataArgument } from './causes/jsonataArgument';
import { jsonataComparison } from './causes/jsonataComparison';
import { jsonataFunctionItself } from './causes/jsonataFunctionItself';
import { jsonataKey } from './causes/jsonataKey';
import { jsonataMethod } from './causes/jsonataMethod';
import { jsonataMoment } from './causes/jsonataMoment';
import { jsonataNoMatch } from './causes/jsonataNoMatch';
import { jsonataNumber } from './causes/jsonataNumber';
import { jsonataOperator } from './causes/jsonataOperator';
import { jsonataPicture } from './causes/jsonataPicture';
import { jsonataSingle } from './causes/jsonataSingle';
import { jsonataSingleton } from './causes/jsonataSingleton';
import { jsonataWrongType } from './causes/jsonataWrongType';
import { jsonOfPython } from './causes/jsonOfPython';
import { layerContent } from './causes/layerContent';
import { missingContext } from './causes/missingContext';
import { missingDropped } from './causes/missingDropped';
import { missingElsewhere } from './causes/missingElsewhere';
import { missingInArray } from './causes/missingInArray';
import { missingInBatch } from './causes/missingInBatch';
import { missingInJsonText } from './causes/missingInJsonText';
import { missingInPayload } from './causes/missingInPayload';
import { missingInsideText } from './causes/missingInsideText';
import { missingMember } from './causes/missingMember';
import { missingNearName } from './causes/missingNearName';
import { missingOfNothing } from './causes/missingOfNothing';
import { missingStates } from './causes/missingStates';
import { missingWithoutPayload } from './causes/missingWithoutPayload';
import { moduleEnding } from './causes/moduleEnding';
import { moduleInstall } from './causes/moduleInstall';
import { nativeModule } from './causes/nativeModule';
import { parsedTwice } from './causes/parsedTwice';
import { pathAsValue } from './causes/pathAsValue';
import { pathFunction } from './causes/pathFunction';
import { pathInText } from './causes/pathInText';
import { payloadNoObject } from './causes/payloadNoObject';
import { refusedFormat } from './causes/refusedFormat';
import { requireInModule } from './causes/requireInModule';
import { resultNoJson } from './causes/resultNoJson';
import { resultPathIntoValue } from './causes/resultPathIntoValue';
import { taskTimeout } from './causes/taskTimeout';
import { textNoJson } from './causes/textNoJson';
import { timestampForm } from './causes/timestampForm';
import { tokenAnswered } from './causes/tokenAnswered';
import { toleratedFailures } from './causes/toleratedFailures';
import { variableTooEarly } from './causes/variableTooEarly';
import { wholeNumber } from './causes/wholeNumber';
import { errorOfChild } from './handling/errorOfChild';
import { errorWithoutName } from './handling/errorWithoutName';
import { functionTimedOut } from './handling/functionTimedOut';
import { messageAsName } from './handling/messageAsName';
import { nearErrorName } from './handling/nearErrorName';
import { neverCaught } from './handling/neverCaught';
import { taskFailedButTimeout } from './handling/taskFailedButTimeout';

/** Why it failed. What is surer stands first. */
export const CAUSES: { readonly [name: string]: Explain } = {
  choicePathAsText,
  choiceAttribute,
  choiceOtherType,
  choiceNearText,
  choiceNoDefault,
  missingStates,
  missingContext,
  itemNotFound,
  childNotAwaited,
  childOutputText,
  missingInPayload,
  missingWithoutPayload,
  missingInBatch,
  missingInJsonText,
  missingInsideText,
  missingInArray,
  missingDropped,
  missingOfNothing,
  missingNearName,
  missingElsewhere,
  pathFunction,
  missingMember,
  itemsNoArray,
  variableTooEarly,
  jsonataSingleton,
  jsonataNoMatch,
  jsonataMoment,
  jsonataWrongType,
  jsonataOperator,
  jsonataComparison,
  jsonataArgument,
  jsonataNumber,
  jsonataMethod,
  jsonataFunctionItself,
  jsonataKey,
  jsonataSingle,
  jsonataPicture,
  wholeNumber,
  timestampForm,
  jsonOfPython,
  textNoJson,
  formatBraces,
  intrinsicArgument,
  intrinsicValue,
  resultPathIntoValue,
  payloadNoObject,
  refusedFormat,
  dataTooLarge,
  endlessLoop,
  toleratedFailures,
  functionMemory,
  functionTimeout,
  taskTimeout,
  handlerExport,
  nativeModule,
  layerContent,
  moduleInstall,
  moduleEnding,
  importOutsideModule,
  requireInModule,
  fetchFailed,
  parsedTwice,
  resultNoJson,
  invokeAsEvent,
  eventKey,
  tokenAnswered,
  pathAsValue,
  intrinsicAsValue,
  pathInText,
  expressionAsValue,
};

/** Why no Retry and no Catch took it. */
export const HANDLING: { readonly [name: string]: Explain } = {
  neverCaught,
  taskFailedButTimeout,
  functionTimedOut,
  errorOfChild,
  messageAsName,
  nearErrorName,
  errorWithoutName,
};
