/** `QueueUrl` → `queueUrl`: as some of AWS's services, and its SDK for Java, spell what others begin with a capital. */
export function uncapitalized(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
