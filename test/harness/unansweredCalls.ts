import type { LambdaHostOptions } from '../../lambda/lambda';
import { Consents } from '../../run';
import { Gateway, type GatewayOptions } from '../../run/gateway/gateway';
import { StepFunctionsService } from '../../run/stepFunctions/service';
import { createCallMocks } from '../../run/mocks/callMocks';

/** A gateway of a run that has nothing: every call of a handler is refused. */
export function unansweredCalls(more: Partial<GatewayOptions> = {}): NonNullable<LambdaHostOptions['services']> {
  const gateway = new Gateway({
    aws: { destinationOf: () => undefined, setEndpoint: () => undefined },
    consents: new Consents({ folder: '/' }),
    stepFunctions: new StepFunctionsService(),
    host: () => ({ callMocks: createCallMocks({}), uuid: () => 'id', unanswered: () => undefined }),
    log: () => undefined,
    wayTo: (host) => ({ url: 'http://127.0.0.1:9', host }),
    ...more,
  });
  return (request, response, from) => void gateway.serve(request, response, from);
}
