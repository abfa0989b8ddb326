/** The proxy that the person set in VS Code, for requests that leave from the debug adapter. */
import * as vscode from 'vscode';
import type { LaunchArguments } from '../messages/debugClient';

/** Of the user's settings alone: a folder that is opened must not choose where requests go. */
export function proxyOfUser(): LaunchArguments['proxy'] {
  const settings = vscode.workspace.getConfiguration('http');
  const ofUser = <T>(name: string): T | undefined => settings.inspect<T>(name)?.globalValue;
  return {
    url: ofUser<string>('proxy') || undefined,
    noProxy: ofUser<string[]>('noProxy'),
    strictSsl: ofUser<boolean>('proxyStrictSSL'),
  };
}
