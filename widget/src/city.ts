import { type CityConfig, isCityConfig, ProtocolError } from '@stadtlotse/sdk';

/** Who the city is, by language. */
export type City = Record<string, CityConfig>;

/**
 * Loads the city's own words from `city.js` beside the widget's files: public, the same for everyone, no call of
 * the API (DP-1). `version` asks for it anew after the policy has changed. Throws `ProtocolError`.
 */
export async function loadCity(server: string, version?: string): Promise<City> {
  const url = new URL('city.js', server.endsWith('/') ? server : `${server}/`);
  if (version) url.searchParams.set('policy', version);
  const module: { default: unknown } = await import(/* @vite-ignore */ url.href);
  const city = module.default;
  if (!isCity(city)) throw new ProtocolError('city.js is not of the expected form');
  return city;
}

/** The city's words in a language, else in its main one. */
export function cityIn(city: City, lang: string): CityConfig {
  const found = city[lang] ?? Object.values(city)[0];
  if (!found) throw new ProtocolError('city.js names no language');
  return found;
}

function isCity(value: unknown): value is City {
  return typeof value === 'object' && value !== null && Object.values(value).every(isCityConfig);
}
