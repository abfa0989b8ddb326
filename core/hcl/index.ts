/** Terraform's and OpenTofu's language: its texts, its expressions, what they are worth without a deployment. */
export { evaluate } from './evaluate';
export { templateScope } from './functions/files';
export { mappedJson } from './mappedJson';
export { mappedTemplate, renderedTemplate } from './mappedTemplate';
export type { MappedDefinition, Valuation } from './mappedTemplate';
export { attributeIn } from './attributeIn';
export { Module } from './module';
export type { ModuleFile, ModuleSetting, ModuleText } from './module';
export { parseHcl } from './parseHcl';
export { parseHclJson } from './parseHclJson';
export { parseTemplateText } from './parseExpression';
export { stopsInName } from './placeholder';
export { ResourceInstance } from './resource';
export type { Nested } from './nested';
export { mistakesInMachines, terraformMachines } from './terraformMachines';
export type { TerraformMachine } from './terraformMachines';
export * from './tree';
export * from './value';
