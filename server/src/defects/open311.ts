import type { DefectRequest } from '@stadtlotse/sdk';
import { z } from 'zod';
import { fetchJson, within } from '../handover/fetch-json.ts';
import { HandoverError } from '../handover/message.ts';
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
  const address = within(config.url, 'services.json');
  if (config.jurisdiction) address.searchParams.set('jurisdiction_id', config.jurisdiction);
  const services = Services.safeParse(await fetchJson(address));
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
  const requests = Requests.safeParse(
    await fetchJson(within(config.url, 'requests.json'), { method: 'POST', body }),
  );
  const [first] = requests.data ?? [];
  const number = first?.service_request_id ?? first?.token;
  if (!number) throw new HandoverError('the Open311 endpoint did not say that it took the report');
  return number;
}
