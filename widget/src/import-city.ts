/**
 * Imports the city's own words from `city.js` beside the widget's files, unchecked: public, the same for everyone,
 * no call of the API (DP-1). `version` asks for it anew after the policy has changed.
 */
export async function importCity(server: string, version?: string): Promise<unknown> {
  const url = fileOf(server, 'city.js');
  if (version) url.searchParams.set('policy', version);
  const module: { default: unknown } = await import(url.href);
  return module.default;
}

/** The address of a file beside the widget's, whether the server's ends with a slash or not. */
export function fileOf(server: string, name: string): URL {
  return new URL(name, `${server.replace(/\/+$/, '')}/`);
}
