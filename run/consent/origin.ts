/** Hosts as consent names them: scheme, host and port, as URLs write them. No name is ever looked up to decide. */

/** `https://api.example.com` of a URL; undefined where it is not one of HTTP, such as `localhost:4566`. */
export function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, origin } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
}

/** Whether a name means this machine by itself (RFC 6761, section 6.3, and the loopback addresses). */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.toLowerCase();
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Whether requests there stay on this machine. */
export function isLocal(origin: string): boolean {
  return isLoopbackHost(new URL(origin).hostname);
}
