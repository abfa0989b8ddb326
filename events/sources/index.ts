/** The table of what starts a handler: a source a line, and a file each. */
import type { EventSource } from '../source';
import { apiGatewayRest } from './apiGatewayRest';
import { eventbridge } from './eventbridge';
import { httpApi } from './httpApi';
import { s3 } from './s3';
import { sqs } from './sqs';

export const EVENT_SOURCES: readonly EventSource[] = [apiGatewayRest, httpApi, s3, sqs, eventbridge];
