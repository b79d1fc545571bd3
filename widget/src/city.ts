import { type CityConfig, isCityConfig, ProtocolError } from '@stadtlotse/sdk';

/** Who the city is, by language. */
export type City = Record<string, CityConfig>;

/** Checks what `city.js` holds. Throws `ProtocolError`. */
export function parseCity(city: unknown): City {
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
