/** The client and its types; the zod schemas are in `@stadtlotse/sdk/protocol`. */
export { type Client, type ClientOptions, createClient, type LiveConversation } from './client.ts';
export * from './errors.ts';
export { isAnswer, isCityConfig } from './guards.ts';
export { canonicalLang, nearestLang } from './lang.ts';
export { prove } from './proof.ts';
export type {
  Answer,
  AnswerKind,
  Card,
  CardItem,
  ChatEvent,
  ChatRequest,
  Choice,
  CityConfig,
  Consent,
  ConsentRequest,
  DefectRequest,
  DefectResponse,
  EntryKind,
  FeedbackReason,
  FeedbackRequest,
  HandoverRequest,
  HandoverResponse,
  LiveEvent,
  LiveEventsRequest,
  LiveMessageRequest,
  LiveRequest,
  LiveResponse,
  LiveStanding,
  Notice,
  Offer,
  Office,
  Picture,
  Problem,
  Provenance,
  Scope,
  SearchRequest,
  SearchResponse,
  SearchResult,
  Service,
  Source,
  Turn,
} from './protocol.ts';
