/** A client of the Runtime API that is a shell script: it asks by children, `curl`, each with a connection of its own. */
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HandlerProcess, startHandler } from '../../lambda/handlerProcess';
import { RuntimeApi } from '../../lambda/runtimeApi';
import { SYSTEM_TIME } from '../../lambda/systemTime';
import { findExecutable } from '../../processes/findExecutable';
import { temporaryFolder } from '../harness/temporaryFolder';
import { spec } from './harness';

const SCRIPT = `#!/bin/sh
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
while true; do
  event=$(curl -sS -D head "$api/invocation/next") || exit 3
  id=$(tr -d '\\r' < head | sed -n 's/^Lambda-Runtime-Aws-Request-Id: //Ip')
  case "$event" in
    *fail*) curl -sS -o status -d '{"errorType":"AsAsked","errorMessage":"it fails"}' "$api/invocation/$id/error" ;;
    *) curl -sS -o status -d "{\\"echoed\\":$event}" "$api/invocation/$id/response" ;;
  esac
done
`;

test.runIf(process.platform !== 'win32' && findExecutable('curl'))(
  'a shell script with curl is a runtime',
  async () => {
    const folder = temporaryFolder({ bootstrap: SCRIPT });
    const command = path.join(folder, 'bootstrap');
    chmodSync(command, 0o755);
    const started = startHandler({
      id: '00000000',
      spec: { ...spec('x.sh'), codeDir: folder },
      language: 'node',
      launch: { command, args: [], env: {}, sources: [], outFiles: [] },
      env: {},
      api: await RuntimeApi.listen(),
      region: 'eu-west-1',
      debug: undefined,
      time: SYSTEM_TIME,
      wholeLog: undefined,
      isInitRepeated: false,
      log: () => undefined,
      infoOnce: () => undefined,
    });
    if (!(started instanceof HandlerProcess)) throw new Error(started.errorMessage);
    onTestFinished(async () => {
      started.kill();
      await started.exit;
    });
    expect(await started.invoke('{"a":"ü"}', {}, 10)).toMatchObject({ payload: '{"echoed":{"a":"ü"}}' });
    expect(await started.invoke('"fail"', {}, 10)).toMatchObject({ errorType: 'AsAsked', errorMessage: 'it fails' });
    expect(await started.invoke('2', {}, 10)).toMatchObject({ payload: '{"echoed":2}' });
  },
);
