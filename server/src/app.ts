import {
  ChatRequest,
  ConsentRequest,
  DefectRequest,
  FeedbackRequest,
  HandoverRequest,
  LiveEndRequest,
  LiveEventsRequest,
  LiveMessageRequest,
  LiveRequest,
  MAX_BODY,
  SearchRequest,
} from '@stadtlotse/sdk/protocol';
import cors from 'cors';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { z } from 'zod';
import type { Assistant } from './answering/generate/ask-model.ts';
import { generate, whole } from './answering/generate/generate.ts';
import { bearer, type Gate, guard, parseBody, type RawRequest } from './answering/guard.ts';
import { findMeaning, prepare } from './answering/pipeline.ts';
import { languages } from './answering/read/read.ts';
import { searchAsTyped } from './answering/recall/recall.ts';
import { redact, withoutPlaceholders } from './answering/redact/redact.ts';
import { verify } from './answering/verify/verify.ts';
import type { Appointments } from './appointments/appointments.ts';
import type { Config } from './config.ts';
import type { Receipt, Receipts } from './consent/receipts.ts';
import { isSame } from './consent/same.ts';
import type { Defects } from './defects/defects.ts';
import { toJsonLd } from './finder/json-ld.ts';
import { toService } from './finder/services.ts';
import type { Handover } from './handover/handover.ts';
import { sendAnswer, sendEvents } from './http/chat.ts';
import { cityConfig } from './http/city-config.ts';
import { sendProblem } from './http/errors.ts';
import { findService, listOffices, listServices } from './http/finder.ts';
import type { Limits } from './http/limits.ts';
import { Metrics } from './http/metrics.ts';
import { openApi } from './http/openapi.ts';
import { ProblemError } from './http/problem.ts';
import type { Proofs } from './http/proofs.ts';
import { publicFiles } from './http/public-files.ts';
import { securityTxt } from './http/security-txt.ts';
import type { Entry } from './knowledge/entry.ts';
import type { KnowledgeBase } from './knowledge/knowledge-base.ts';
import type { LiveKnowledge } from './knowledge/watch.ts';
import type { Live } from './live/live.ts';
import { Meaning } from './meaning/meaning.ts';
import { version } from './version.ts';

interface Parts {
  config: Config;
  knowledge: LiveKnowledge;
  receipts: Receipts;
  limits: Limits;
  proofs: Proofs;
  /** What understands by meaning, if it is not words alone. */
  meaning?: Meaning;
  /** The language model with its limits, if the city has one. */
  assistant?: Assistant | undefined;
  /** The way of messages to people, if the city takes any. */
  handover?: Handover | undefined;
  live?: Live | undefined;
  defects?: Defects | undefined;
  appointments?: Appointments | undefined;
  /** Lets `GET /metrics` in; without one there are no metrics. */
  metricsToken?: string | undefined;
  /** Whether the server is about to end. */
  isEnding?: () => boolean;
}

const DEFAULT_SEARCH_LIMIT = 10;

/** Nothing this server sends is a page. */
const noDocuments = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
};

/** The HTTP interface: routes to the pipeline. It holds no conversation. */
export function createApp({
  config,
  knowledge,
  receipts,
  limits,
  proofs,
  assistant,
  handover,
  live,
  defects,
  appointments,
  meaning = new Meaning(undefined, undefined),
  ...parts
}: Parts): Express {
  const { metricsToken, isEnding = () => false } = parts;
  const gate: Gate = { receipts, limits };
  const metrics = new Metrics({
    open: () => limits.open,
    tokensToday: () => assistant?.budget.tokensToday ?? 0,
    understood: () => meaning.counts,
  });
  const langOf = (request: Request) => knowledge.current().nearestLang(inQuery(request, 'lang'));

  async function admit<T>(
    request: Request,
    response: Response,
    schema: z.ZodType<T>,
    options?: { search: boolean },
  ): Promise<{ request: T; receipt: Receipt }> {
    const admitted = await guard(rawOf(request), schema, 'answers', gate, options);
    response.set(admitted.headers);
    return admitted;
  }

  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', config.trustProxy ? 1 : false);
  app.set('query parser', 'simple');
  app.use(
    helmet({ contentSecurityPolicy: noDocuments, crossOriginResourcePolicy: { policy: 'cross-origin' } }),
  );
  app.use((_, response, next) => {
    // Who asks on while the server ends asks another one next.
    if (isEnding()) response.set('Connection', 'close');
    next();
  });
  app.use(metrics.timer, publicFiles(knowledge, config, defects), allowOrigins(config.origins));

  route(app, '/v1/consent', {
    post: async (request, response) => {
      await limits.countAddress(request.ip);
      const { policyVersion, scopes } = parseBody(request.body, ConsentRequest);
      if (policyVersion !== receipts.policyVersion) {
        throw new ProblemError('policy-outdated', { extra: { policyVersion: receipts.policyVersion } });
      }
      await proofs.check(request.get('stadtlotse-proof'));
      const { receipt, expiresAt } = receipts.issue(scopes);
      response.status(201).set('Cache-Control', 'no-store');
      response.json({ receipt, policyVersion, scopes, expiresAt: expiresAt.toISOString() });
    },
    delete: async (request, response) => {
      const receipt = await receipts.verify(bearer(request.get('authorization')));
      if (!receipt) throw new ProblemError('consent-required');
      await receipts.revoke(receipt);
      response.status(204).end();
    },
  });

  route(app, '/v1/chat', {
    post: async (request, response) => {
      const { request: question, receipt } = await admit(request, response, ChatRequest);
      // A client that has gone meanwhile closes nothing any more.
      if (response.closed) return;
      response.once('close', limits.enter());
      const base = knowledge.current();
      const mayLeave = receipt.scopes.includes('ai');
      const { draft, ...rest } = prepare(
        question,
        base,
        await findMeaning(question, base, meaning, mayLeave),
        {
          self: config,
        },
      );
      const cards = appointments?.onCards(draft.cards, draft.lang, base) ?? draft.cards;
      const wantsPerson = ['contact', 'abstain'].includes(draft.kind) && live?.isOpen(base);
      const offers = [...(draft.offers ?? []), ...(wantsPerson ? (['live'] as const) : [])];
      const prepared = { ...rest, draft: { ...draft, cards, ...(offers.length > 0 && { offers }) } };
      const mayGenerate = mayLeave && base.city.assistant.active && base.city.assistant.generated;
      const client = new AbortController();
      response.once('close', () => {
        if (!response.writableFinished) client.abort();
      });
      const events =
        assistant && mayGenerate
          ? generate({
              request: question,
              prepared,
              base,
              assistant,
              meaning,
              receipt: receipt.id,
              signal: client.signal,
              watch: metrics,
            })
          : whole(verify(prepared.draft, base));
      await sendAnswer(request, response, events, client.signal, (result) => metrics.answered(result));
    },
  });

  route(app, '/v1/search', {
    post: async (request, response) => {
      const { request: asked, receipt } = await admit(request, response, SearchRequest, { search: true });
      const { query, lang: wanted, kind, limit = DEFAULT_SEARCH_LIMIT } = asked;
      const base = knowledge.current();
      const text = withoutPlaceholders(redact(query, base.publicContacts).text).trim();
      const { written, lang } = languages(text, wanted, base);
      const ofKind = (entry: Entry) => !kind || entry.kind === kind;
      const mayLeave = receipt.scopes.includes('ai');
      const meant = await findMeaning({ message: query }, base, meaning, mayLeave);
      const found = searchAsTyped(text, lang, written, base, limit, ofKind, meant);
      const results = found.map(({ entry, confidence }) => ({
        id: entry.id,
        kind: entry.kind,
        title: base.text(entry, lang).title,
        confidence,
        ...(entry.facts.url && { url: entry.facts.url }),
      }));
      response.set('Cache-Control', 'no-store').json({ results });
    },
  });

  /** Takes what goes to people, with consent of its own. */
  function takes<T>(
    path: string,
    schema: z.ZodType<T>,
    send: (request: T, receipt: string, base: KnowledgeBase) => Promise<unknown>,
  ): void {
    route(app, path, {
      post: async (request, response) => {
        const admitted = await guard(rawOf(request), schema, 'handover', gate);
        const sent = await send(admitted.request, admitted.receipt.id, knowledge.current());
        response.set('Cache-Control', 'no-store');
        if (sent === undefined) response.status(204).end();
        else response.status(201).json(sent);
      },
    });
  }
  if (handover) takes('/v1/handover', HandoverRequest, (...sent) => handover.send(...sent));
  if (live) converse(live);
  if (defects) takes('/v1/defects', DefectRequest, (...sent) => defects.report(...sent));

  function converse(desk: Live): void {
    takes('/v1/live', LiveRequest, (request, _, base) => desk.begin(request, base));
    takes('/v1/live/messages', LiveMessageRequest, (request, _, base) => desk.say(request, base));
    takes('/v1/live/end', LiveEndRequest, (request, _, base) => desk.end(request, base));
    route(app, '/v1/live/events', {
      post: async (request, response) => {
        const { request: asked } = await guard(rawOf(request), LiveEventsRequest, 'handover', gate);
        await sendEvents(response, (tell, gone) => desk.follow(asked, knowledge.current(), tell, gone));
      },
    });
  }

  route(app, '/v1/feedback', {
    post: async (request, response) => {
      await limits.countAddress(request.ip);
      metrics.rated(parseBody(request.body, FeedbackRequest));
      response.status(204).end();
    },
  });

  route(app, '/v1/services', {
    get: (request, response) =>
      response.json({ services: listServices(knowledge.current(), langOf(request)) }),
  });
  route(app, '/v1/services/:id', {
    get: (request, response) => {
      const [base, lang] = [knowledge.current(), langOf(request)];
      const service = findService(base, String(request.params.id));
      response.vary('Accept');
      if (request.accepts(['application/json', 'application/ld+json']) === 'application/ld+json')
        response.type('application/ld+json').send(JSON.stringify(toJsonLd(service, lang, base)));
      else response.json(toService(service, base.text(service, lang), base));
    },
  });
  route(app, '/v1/offices', {
    get: (request, response) => {
      const offices = listOffices(
        knowledge.current(),
        langOf(request),
        inQuery(request, 'service'),
        inQuery(request, 'place'),
      );
      response.json({ offices });
    },
  });
  route(app, '/v1/config', {
    get: (request, response) =>
      response.json(cityConfig(knowledge.current(), config, langOf(request), defects?.categories)),
  });
  route(app, '/v1/openapi.json', { get: (_, response) => response.json(openApi(version)) });
  route(app, '/healthz', { get: (_, response) => response.json({ status: 'ok' }) });
  route(app, '/readyz', {
    get: (_, response) => {
      if (isEnding()) response.status(503);
      response.json({ status: isEnding() ? 'ending' : 'ready', meaning: meaning.state });
    },
  });
  if (metricsToken) {
    route(app, '/metrics', {
      get: async (request, response) => {
        if (!isSame(bearer(request.get('authorization')), metricsToken)) throw new ProblemError('not-found');
        response.type('text/plain').send(await metrics.text());
      },
    });
  }

  app.get('/.well-known/security.txt', (_, response) => {
    const text = securityTxt(knowledge.current().city);
    if (!text) throw new ProblemError('not-found');
    response.type('text/plain').send(text);
  });
  app.use(() => {
    throw new ProblemError('not-found');
  });
  app.use(sendProblem);
  return app;
}

function rawOf(request: Request): RawRequest {
  return { address: request.ip, authorization: request.get('authorization'), body: request.body };
}

type Method = 'get' | 'post' | 'delete';

/** A path with its methods; any other is answered with 405. Bodies are read where there is a `post`. */
function route(app: Express, path: string, handlers: Partial<Record<Method, RequestHandler>>): void {
  const one = app.route(path);
  if (handlers.get) one.get(handlers.get);
  if (handlers.delete) one.delete(handlers.delete);
  if (handlers.post) one.post(requireJson, express.json({ limit: MAX_BODY }), handlers.post);
  one.all(() => {
    const allow = Object.keys(handlers).join(', ').toUpperCase();
    throw new ProblemError('method-not-allowed', { headers: { Allow: allow } });
  });
}

const requireJson: RequestHandler = (request, _, next) => {
  if (!request.is('application/json')) throw new ProblemError('unsupported-media-type');
  next();
};

/** CORS for the configured websites only (SEC-2); for any other origin there are no CORS headers at all. */
function allowOrigins(origins: string[]): RequestHandler {
  const allow = cors({
    origin: true,
    methods: ['GET', 'POST', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Stadtlotse-Proof'],
    exposedHeaders: ['RateLimit', 'RateLimit-Policy', 'Retry-After', 'Stadtlotse-Provenance'],
    maxAge: 600,
  });
  return (request, response, next) => {
    response.vary('Origin');
    if (origins.includes(request.get('origin') ?? '')) allow(request, response, next);
    else next();
  };
}

function inQuery({ query }: Request, name: string): string | undefined {
  const value = query[name];
  return typeof value === 'string' ? value : undefined;
}
