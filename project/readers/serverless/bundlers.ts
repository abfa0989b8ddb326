/**
 * Whether a bundler makes the code of a function from its source: then plain JavaScript is in the bundler's own dialect (imports in
 * a `.js` file, without endings), too. Sources: the plugins' READMEs; Serverless Framework 4, "Building" (`build.esbuild`).
 */
import type { Part } from './part';
import type { Service } from './service';

/** `serverless-esbuild`, `serverless-plugin-optimize`, `serverless-babel-plugin`, and forks of them under a scope. */
const BUNDLER =
  /^(@[^/]+\/)?serverless-(plugin-)?(babel|browserify|bundle|esbuild|optimize|parcel|rollup|rspack|swc|webpack)(-plugin)?$/;

/** Those that run; what is written behind `#` is none. */
export function isBundled(service: Service, declared: Part): boolean {
  return (
    service.plugins.some((name) => BUNDLER.test(name)) ||
    isWanted(service, service.at('build')) ||
    isWanted(service, service.follow(declared, ['build']))
  );
}

/** `build: esbuild`, `build: { esbuild: true }` or with its options; `false` is for TypeScript, which is bundled in any case. */
function isWanted(service: Service, build: Part | undefined): boolean {
  if (service.text(build) === 'esbuild') return true;
  const esbuild = service.follow(build, ['esbuild']);
  return esbuild !== undefined && service.text(esbuild) !== 'false';
}
