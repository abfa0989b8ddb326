export { LiteralModule } from './literalModule';
export { FUNCTION_DEFAULTS, functionLogicalId, layerLogicalId, machineLogicalId } from './names';
export { isServerless, serverlessMachines } from './serverlessMachines';
export type { ServerlessMachine } from './serverlessMachines';
export { parseVariables } from './variables';
export type { Variable, VariableSource, VariableText } from './variables';
