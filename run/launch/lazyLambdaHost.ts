import type { LambdaHost, LambdaHostOptions } from '../../lambda/lambda';

/** A Lambda host that is loaded and made at the first call: many runs need none. */
export function lazyLambdaHost(options: LambdaHostOptions): LambdaHost {
  let made: Promise<LambdaHost> | undefined;
  const host = (): Promise<LambdaHost> =>
    (made ??= import('../../lambda/lambdaHost').then(({ createLambdaHost }) => createLambdaHost(options)));
  return {
    prepare: (spec) => void host().then((made) => made.prepare?.(spec)),
    invoke: async (...call) => (await host()).invoke(...call),
    dispose: async (stop) => made && (await made).dispose(stop),
  };
}
