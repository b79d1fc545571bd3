/**
 * Checks what the server sent, without zod, so that the browser need not load it.
 * They accept everything the schemas of `protocol.ts` accept and check what the client relies on;
 * unknown fields pass, so that an older client works with a newer server.
 */
import type {
  Answer,
  ChatEvent,
  CityConfig,
  Consent,
  DefectResponse,
  HandoverResponse,
  LiveEvent,
  LiveResponse,
  Problem,
  SearchResponse,
} from './protocol.ts';

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown, item: (value: unknown) => boolean) =>
  Array.isArray(value) && value.every(item);
const hasStrings = (value: unknown, ...keys: string[]): value is Fields =>
  isObject(value) && keys.every((key) => typeof value[key] === 'string');

const isCard = (value: unknown) =>
  hasStrings(value, 'type', 'title') && isList(value.items, (item) => hasStrings(item, 'label', 'value'));

export const isConsent = (value: unknown): value is Consent =>
  hasStrings(value, 'receipt', 'policyVersion', 'expiresAt') && Array.isArray(value.scopes);

export const isProblem = (value: unknown): value is Problem =>
  hasStrings(value, 'type', 'title', 'detail') && typeof value.status === 'number';

export const isAnswer = (value: unknown): value is Answer =>
  hasStrings(value, 'id', 'lang', 'kind', 'provenance', 'text') &&
  typeof value.confidence === 'number' &&
  isList(value.sources, (source) => hasStrings(source, 'id', 'title')) &&
  isList(value.cards, isCard) &&
  isList(value.notices, (notice) => hasStrings(notice, 'code', 'text')) &&
  (value.choices === undefined || isList(value.choices, (choice) => hasStrings(choice, 'label', 'message')));

export const isSearchResponse = (value: unknown): value is SearchResponse =>
  isObject(value) && isList(value.results, (result) => hasStrings(result, 'id', 'kind', 'title'));

export const isCityConfig = (value: unknown): value is CityConfig =>
  hasStrings(value, 'name', 'lang', 'policyVersion', 'disclosure') &&
  typeof value.receiptMinutes === 'number' &&
  isCard(value.contact) &&
  isList(value.languages, (lang) => typeof lang === 'string') &&
  isList(value.suggestions, (suggestion) => typeof suggestion === 'string') &&
  isList(value.topics, (topic) => hasStrings(topic, 'id', 'title')) &&
  isList(value.popular, (service) => hasStrings(service, 'id', 'title'));

export const isChatEvent = (value: { event: string; data: unknown }): value is ChatEvent => {
  switch (value.event) {
    case 'start':
      return hasStrings(value.data, 'id', 'lang', 'provenance');
    case 'delta':
      return hasStrings(value.data, 'text');
    case 'end':
      return isAnswer(value.data);
    case 'error':
      return isProblem(value.data);
    default:
      return false;
  }
};

export const isLiveResponse = (value: unknown): value is LiveResponse => hasStrings(value, 'ticket');

export const isLiveEvent = (value: { event: string; data: unknown }): value is LiveEvent =>
  value.event === 'message'
    ? hasStrings(value.data, 'name', 'text') && typeof value.data.id === 'number'
    : value.event === 'state' && hasStrings(value.data, 'state', 'text');

/** Of a message to people, and of a report of a defect. */
export const isHandoverResponse = (value: unknown): value is HandoverResponse & DefectResponse =>
  hasStrings(value, 'number', 'next');
