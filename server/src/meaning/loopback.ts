/** Whether an address is the server's own: 127.0.0.0/8, `::1` or `localhost` (RFC 1122, RFC 4291, RFC 6761). */
export function isLoopback(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return /^(?:127(?:\.\d{1,3}){3}|\[::1\]|localhost)$/.test(host);
}
