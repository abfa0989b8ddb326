// Writes what the CDK writes, of a machine that only the running app knows.
const { writeFileSync } = require('node:fs');
const out = process.env.CDK_OUTDIR;
const definition = JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });
const template = {
  Resources: {
    NightlyA1B2C3D4: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { DefinitionString: { 'Fn::Join': ['', [definition]] } },
      Metadata: { 'aws:cdk:path': 'Jobs/Nightly/Resource' },
    },
  },
};
const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'Jobs.template.json' } };
writeFileSync(`${out}/cdk.out`, '{"version":"34.0.0"}');
writeFileSync(`${out}/Jobs.template.json`, JSON.stringify(template));
writeFileSync(`${out}/manifest.json`, JSON.stringify({ version: '34.0.0', artifacts: { Jobs: stack } }));
