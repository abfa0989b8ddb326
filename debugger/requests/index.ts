/**
 * Every request that the adapter answers, by name. A new one is a row; what has none is refused, and is not advertised:
 * `test/debugger/requests.test.ts` asks for all that the protocol knows.
 */
import { GOING_ON } from './goingOn';
import { LIFECYCLE } from './lifecycle';
import { LOOKING } from './looking';
import { OWN } from './own';
import { STOPPING } from './stopping';
import { TEXTS } from './texts';
import type { Requests } from './request';

export const REQUESTS: Requests = { ...LIFECYCLE, ...STOPPING, ...GOING_ON, ...LOOKING, ...TEXTS, ...OWN };
