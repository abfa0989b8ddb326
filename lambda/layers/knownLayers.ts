/**
 * Layers that many use by their ARN alone, and the packages of the public registries that hold the same. A new one is a line.
 * Sources: docs.powertools.aws.dev, "Lambda Layer"; aws-sdk-pandas.readthedocs.io, "AWS Lambda Layer"; docs.sentry.io and
 * docs.datadoghq.com, "AWS Lambda"; github.com/keithrozario/Klayers; github.com/shelfio/chrome-aws-lambda-layer.
 */
interface KnownLayer {
  /** In an ARN, or in the name of a parameter that holds one. */
  readonly named: RegExp;
  /** What code imports → what is installed. */
  readonly packages: { readonly [module: string]: string };
}

const POWERTOOLS_PYTHON = {
  aws_lambda_powertools: 'aws-lambda-powertools[all]',
  aws_xray_sdk: 'aws-xray-sdk',
  jmespath: 'jmespath',
  fastjsonschema: 'fastjsonschema',
  pydantic: 'pydantic',
};

const KNOWN_LAYERS: readonly KnownLayer[] = [
  { named: /AWSLambdaPowertoolsPython|powertools\/python/i, packages: POWERTOOLS_PYTHON },
  { named: /AWSLambdaPowertoolsTypeScript|powertools\/typescript/i, packages: { '@aws-lambda-powertools/*': '*' } },
  {
    named: /AWSSDKPandas|AWSDataWrangler|aws-sdk-pandas/i,
    packages: { awswrangler: 'awswrangler', pandas: 'pandas', numpy: 'numpy', pyarrow: 'pyarrow' },
  },
  { named: /SentryNodeServerless/i, packages: { '@sentry/*': '*' } },
  { named: /SentryPythonServerless/i, packages: { sentry_sdk: 'sentry-sdk' } },
  { named: /Datadog-Node/i, packages: { 'datadog-lambda-js': 'datadog-lambda-js', 'dd-trace': 'dd-trace' } },
  { named: /Datadog-Python/i, packages: { datadog_lambda: 'datadog-lambda', ddtrace: 'ddtrace' } },
  {
    named: /chrome-aws-lambda/i,
    packages: { 'chrome-aws-lambda': 'chrome-aws-lambda', '@sparticuz/chromium': '@sparticuz/chromium' },
  },
  { named: /Klayers-p\d+-Pillow/i, packages: { PIL: 'Pillow' } },
  { named: /Klayers-p\d+-PyYAML/i, packages: { yaml: 'PyYAML' } },
];

/** Of a layer that is known: the package that has a module, as an installer takes it. */
export function packageOfLayer(layer: string, module: string): string | undefined {
  for (const { named, packages } of KNOWN_LAYERS) {
    if (!named.test(layer)) continue;
    const exact = Object.hasOwn(packages, module) ? packages[module] : undefined;
    const scope = `${module.split('/')[0]}/*`;
    const found = exact ?? (Object.hasOwn(packages, scope) ? module : undefined);
    if (found !== undefined) return found;
  }
  // These are called for the one package that they hold.
  const [, name] = /\bKlayers-p\d+-([\w.-]+)/.exec(layer) ?? [];
  return name !== undefined && name.replaceAll('-', '_').toLowerCase() === module.toLowerCase() ? name : undefined;
}
