import * as protocol from '@stadtlotse/sdk/protocol';
import { z } from 'zod';

/** The schemas that the document names, under their names in the protocol. */
const named = {
  ConsentRequest: protocol.ConsentRequest,
  Consent: protocol.Consent,
  ChatRequest: protocol.ChatRequest,
  Answer: protocol.Answer,
  DefectRequest: protocol.DefectRequest,
  DefectResponse: protocol.DefectResponse,
  HandoverRequest: protocol.HandoverRequest,
  HandoverResponse: protocol.HandoverResponse,
  LiveRequest: protocol.LiveRequest,
  LiveResponse: protocol.LiveResponse,
  LiveMessageRequest: protocol.LiveMessageRequest,
  LiveEventsRequest: protocol.LiveEventsRequest,
  LiveEndRequest: protocol.LiveEndRequest,
  LiveEvent: protocol.LiveEvent,
  FeedbackRequest: protocol.FeedbackRequest,
  SearchRequest: protocol.SearchRequest,
  SearchResponse: protocol.SearchResponse,
  ServicesResponse: protocol.ServicesResponse,
  Service: protocol.Service,
  OfficesResponse: protocol.OfficesResponse,
  CityConfig: protocol.CityConfig,
  Problem: protocol.Problem,
};
type SchemaName = keyof typeof named;

const ref = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: SchemaName) => ({ 'application/json': { schema: ref(name) } });
const receipt = [{ receipt: [] }];
const query = (name: string) => ({ name, in: 'query', schema: { type: 'string' } });

interface Operation {
  summary: string;
  body?: SchemaName;
  status?: number;
  result?: Record<string, unknown>;
  security?: typeof receipt;
  parameters?: unknown[];
  /** The statuses it may fail with, beside 429 and 500. */
  fails?: number[];
}

const bodyFails = [400, 413, 415, 422];

/** Every operation, by path and method. */
export const operations: Record<string, Record<string, Operation>> = {
  '/v1/consent': {
    post: {
      summary: 'Give consent to a policy version',
      body: 'ConsentRequest',
      status: 201,
      result: json('Consent'),
      fails: [...bodyFails, 409],
    },
    delete: { summary: 'Withdraw consent', status: 204, security: receipt, fails: [401] },
  },
  '/v1/chat': {
    post: {
      summary:
        'Ask a question; the answer is one JSON document or, as the client accepts, a stream of events',
      body: 'ChatRequest',
      result: {
        ...json('Answer'),
        'text/event-stream': {
          schema: {
            type: 'string',
            description: 'Events start, delta, end (the whole Answer), or error (a Problem)',
          },
        },
      },
      security: receipt,
      fails: [...bodyFails, 401, 403],
    },
  },
  '/v1/search': {
    post: {
      summary: 'Ranked entries for a query',
      body: 'SearchRequest',
      result: json('SearchResponse'),
      security: receipt,
      fails: [...bodyFails, 401, 403],
    },
  },
  '/v1/handover': {
    post: {
      summary: 'Send a message to people of the city, where it takes any (else 404)',
      body: 'HandoverRequest',
      status: 201,
      result: json('HandoverResponse'),
      security: receipt,
      fails: [...bodyFails, 401, 403, 404, 502],
    },
  },
  '/v1/defects': {
    post: {
      summary: 'Report a defect to the city, where it takes reports (else 404)',
      body: 'DefectRequest',
      status: 201,
      result: json('DefectResponse'),
      security: receipt,
      fails: [...bodyFails, 401, 403, 404, 502],
    },
  },
  '/v1/live': {
    post: {
      summary: 'Begin a conversation with a person of the city, where there is a desk (else 404)',
      body: 'LiveRequest',
      status: 201,
      result: json('LiveResponse'),
      security: receipt,
      fails: [...bodyFails, 401, 403, 404, 502, 503],
    },
  },
  '/v1/live/messages': {
    post: {
      summary: 'Write to the person',
      body: 'LiveMessageRequest',
      status: 204,
      security: receipt,
      fails: [...bodyFails, 401, 403, 404, 502],
    },
  },
  '/v1/live/events': {
    post: {
      summary: 'What happens, and what the person writes',
      body: 'LiveEventsRequest',
      status: 200,
      result: {
        'text/event-stream': {
          schema: { type: 'string', description: 'Events state and message (LiveEvent), until it has ended' },
        },
      },
      security: receipt,
      fails: [...bodyFails, 401, 403, 404, 502],
    },
  },
  '/v1/live/end': {
    post: {
      summary: 'Leave the conversation',
      body: 'LiveEndRequest',
      status: 204,
      security: receipt,
      fails: [...bodyFails, 401, 403, 404, 502],
    },
  },
  '/v1/feedback': {
    post: { summary: 'Say whether an answer helped', body: 'FeedbackRequest', status: 204, fails: bodyFails },
  },
  '/v1/services': {
    get: { summary: 'All services', result: json('ServicesResponse'), parameters: [query('lang')] },
  },
  '/v1/services/{id}': {
    get: {
      summary: 'One service with its facts',
      result: json('Service'),
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }, query('lang')],
      fails: [404],
    },
  },
  '/v1/offices': {
    get: {
      summary: 'Offices, of a service or all',
      result: json('OfficesResponse'),
      parameters: [query('place'), query('service'), query('lang')],
      fails: [404],
    },
  },
  '/v1/config': {
    get: {
      summary: 'What a client needs to draw itself',
      result: json('CityConfig'),
      parameters: [query('lang')],
    },
  },
};

/** The OpenAPI 3.1 document, generated from the protocol's schemas. */
export function openApi(version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Stadtlotse',
      version,
      description: 'Citizen-service answers from a city’s own texts.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    paths: Object.fromEntries(
      Object.entries(operations).map(([path, methods]) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([method, operation]) => [method, describe(operation)]),
        ),
      ]),
    ),
    components: {
      schemas: Object.fromEntries(
        Object.entries(named).map(([name, schema]) => {
          const { $schema, ...rest } = z.toJSONSchema(schema, {
            io: name.endsWith('Request') ? 'input' : 'output',
          });
          return [name, rest];
        }),
      ),
      securitySchemes: {
        receipt: { type: 'http', scheme: 'bearer', description: 'A consent receipt from POST /v1/consent' },
      },
    },
  };
}

function describe({
  summary,
  body,
  status = 200,
  result,
  security,
  parameters,
  fails = [],
}: Operation): object {
  const problem = {
    description: 'Problem (RFC 9457)',
    content: { 'application/problem+json': { schema: ref('Problem') } },
  };
  return {
    summary,
    ...(parameters && { parameters }),
    ...(security && { security }),
    ...(body && { requestBody: { required: true, content: json(body) } }),
    responses: {
      [status]: { description: 'Done', ...(result && { content: result }) },
      ...Object.fromEntries([...fails, 429, 500].map((code) => [code, problem])),
    },
  };
}
