import { HandoverError, PATIENCE } from './message.ts';

/** An address within a system of the city's, whose own may end with a slash or not. */
export function within(url: string, path: string): URL {
  return new URL(path, `${url.replace(/\/+$/, '')}/`);
}

/**
 * What a system of the city's answers, undefined if that is no JSON. Throws `HandoverError` if it cannot be reached, does not
 * answer in time, or refuses; its reason holds nothing of what was sent.
 */
export async function fetchJson(url: URL, { headers, ...init }: RequestInit = {}): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, {
      ...init,
      redirect: 'error',
      headers: { accept: 'application/json', ...headers },
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    throw new HandoverError(`${url.host} ${isLate ? 'did not answer in time' : 'cannot be reached'}`);
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new HandoverError(`${url.host} answered ${response.status}`);
  }
  return response.json().catch(() => undefined);
}

/** The same of what is sent to it as JSON. */
export function postJson(
  url: URL,
  { headers, body }: { headers?: Record<string, string>; body: object | string },
): Promise<unknown> {
  return fetchJson(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
