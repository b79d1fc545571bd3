import type { DefectRequest } from '@stadtlotse/sdk';
import { z } from 'zod';
import { HandoverError, PATIENCE } from '../handover/message.ts';
import type { DefectsConfig } from './config.ts';

/** A kind of defect as the city has it. */
export interface Category {
  code: string;
  name: string;
}

const Services = z.array(
  z.looseObject({ service_code: z.coerce.string().min(1), service_name: z.string().min(1) }),
);
/** Some endpoints name a report later and answer with a token until then. */
const Requests = z
  .array(
    z.looseObject({
      service_request_id: z.coerce.string().min(1).optional(),
      token: z.coerce.string().min(1).optional(),
    }),
  )
  .nonempty();

/** The kinds of defects that an endpoint takes (GeoReport v2, `GET services.json`). Throws `HandoverError`. */
export async function listCategories(config: DefectsConfig): Promise<Category[]> {
  const answer = await ask(config, 'services.json', {});
  const services = Services.safeParse(answer);
  if (!services.success) throw new HandoverError('the Open311 endpoint answered what is no list of services');
  return services.data.map(({ service_code: code, service_name: name }) => ({ code, name }));
}

/** Reports a defect (GeoReport v2, `POST requests.json`); resolves with its number. Throws `HandoverError`. */
export async function postRequest(
  config: DefectsConfig,
  key: string | undefined,
  { category, description, address, position }: DefectRequest,
): Promise<string> {
  const body = new URLSearchParams({
    ...(key && { api_key: key }),
    ...(config.jurisdiction && { jurisdiction_id: config.jurisdiction }),
    service_code: category,
    description,
    ...(address && { address_string: address }),
    ...(position && { lat: String(position.latitude), long: String(position.longitude) }),
  });
  const requests = Requests.safeParse(await ask(config, 'requests.json', { method: 'POST', body }));
  const [first] = requests.data ?? [];
  const number = first?.service_request_id ?? first?.token;
  if (!number) throw new HandoverError('the Open311 endpoint did not say that it took the report');
  return number;
}

async function ask({ url, jurisdiction }: DefectsConfig, path: string, init: RequestInit): Promise<unknown> {
  const address = new URL(path, `${url.replace(/\/+$/, '')}/`);
  if (jurisdiction && !init.body) address.searchParams.set('jurisdiction_id', jurisdiction);
  let response: Response;
  try {
    response = await fetch(address, {
      ...init,
      redirect: 'error',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    throw new HandoverError(`${address.host} ${isLate ? 'did not answer in time' : 'cannot be reached'}`);
  }
  if (!response.ok) throw new HandoverError(`${address.host} answered ${response.status}`);
  return response.json().catch(() => undefined);
}
