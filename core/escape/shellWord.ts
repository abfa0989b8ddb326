/** Text as one word of a POSIX shell, so that what is printed can be pasted. PowerShell takes the same where no `'` is in it. */
export function shellWord(text: string): string {
  const isPlain = /^[\w./@%+=:,#~-]+$/.test(text) && !/^[#~]/.test(text);
  return isPlain ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
