export { cdkApps } from './cdkApps';
export { CodeModules } from './code/codeModules';
export { handlerCode } from './code/handlerCode';
export { concerning, problemsConcerning } from './concerning';
export { isDefinitionFile, languageOf, machineNameOf } from './definitionFile';
export { findFunction, findMachine, functionNameOf, machineCalled, namesOfMachine } from './findFunction';
export type { FoundFunction, FunctionLookup, NoFunction } from './findFunction';
export { findProjectFolder, findProjectFor, findProjectPlace } from './findProject';
export type { ProjectPlace, WhyProject } from './findProject';
export { functionNamed, functionsInFile, onlyFunction } from './functionsInFile';
export type { FileFunction } from './functionsInFile';
export { placeholdersIn } from './placeholdersIn';
export { raisedIn } from './raisedIn';
export { handlerFileIn } from './handlerFile';
export { plainFunction } from './plainFunction';
export { filesOnDisk } from './files';
export type { DiskOptions, Files } from './files';
export { checkMockConfig } from './mockConfig/checkMockConfig';
export type { MockableMachine } from './mockConfig/checkMockConfig';
export { findMockConfigs } from './mockConfig/findMockConfigs';
export * from './mockConfig/mockConfig';
export { parseMockConfig } from './mockConfig/parseMockConfig';
export * from './project';
export { readInPieces, readProject } from './readProject';
export type { ReadProjectOptions } from './readProject';
export * from './readRegularFile';
export { historyFileName, isHistoriesFolder, makeHistoriesFolder, safeFileName } from './historiesFolder';
export { moduleFinder, ownPythonFolders } from './imports';
export { inventoryOf } from './inventory';
export type * from './inventory/inventory';
export { ProjectIndex } from './projectIndex';
export type { FileChange } from './projectIndex';
export { homeFolder } from './homeFolder';
export { OWNER_ONLY, replaceFile } from './replaceFile';
export { awsRegionOf, regionOfStack, stackOf } from './stackOf';
export { settingsFolderOf } from './settings/nearestSettings';
export { saveEndpoint } from './settings/saveEndpoint';
export { saveCallMock, saveMock, withMock } from './settings/saveMock';
export {
  callSnippet,
  functionSnippet,
  joinedSnippet,
  mocksSnippet,
  mockSnippet,
  valuesSnippet,
} from './settings/snippets';
export { machineFault, reasonOf } from './systemReason';
export { parseTemplate } from './templateFile';
export { withValue } from './settings/editSettings';
export { unknownNames } from './settings/unknownNames';
export type { Nameable, UnknownName } from './settings/unknownNames';
export { parseSettings, SETTINGS_FILE } from './settings/readSettings';
