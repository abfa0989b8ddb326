/** Hosts as consent names them: scheme, host and port, as URLs write them. No name is ever looked up to decide. */

/** `https://api.example.com` of a URL; undefined where it is not one of HTTP, such as `localhost:4566`. */
export function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, origin } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
}

/** Whether a host means this machine. Of `*.localhost` (RFC 6761, section 6.3) only some resolvers know it, so it counts as any other. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.toLowerCase();
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Whether requests there stay on this machine. */
export function isLocal(origin: string): boolean {
  return isLoopbackHost(new URL(origin).hostname);
}
