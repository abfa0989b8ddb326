/** A command to paste as it stands, in a shell that may be in any folder. */
export function commandIn(folder: string | undefined, command: string): string {
  return folder === undefined
    ? command
    : `cd ${/[^\w@%+=:,./\\~-]/.test(folder) ? `"${folder}"` : folder} && ${command}`;
}
