import { Lang } from '@stadtlotse/sdk/protocol';
import type { ErrorRequestHandler, Request } from 'express';
import { ProblemError, type ProblemKind } from './problem.ts';

/** What the body parser says of a request it refuses, as problems. */
const parserErrors: Record<string, ProblemKind> = {
  'entity.too.large': 'too-long',
  'parameters.too.many': 'too-long',
  'charset.unsupported': 'unsupported-media-type',
  'encoding.unsupported': 'unsupported-media-type',
};

/** Answers every error as `application/problem+json` (RFC 9457), without internals. */
export const sendProblem: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const problem = toProblem(error);
  if (problem.kind === 'internal') logFailure(error);
  if (response.headersSent) {
    next(error);
    return;
  }
  response
    .status(problem.status)
    .set({ 'Cache-Control': 'no-store', ...problem.headers })
    .type('application/problem+json')
    .send(JSON.stringify(problem.document(problemLang(request))));
};

function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (!(error instanceof Error)) return new ProblemError('internal');
  const kind = 'type' in error ? parserErrors[String(error.type)] : undefined;
  if (kind) return new ProblemError(kind);
  const status = 'status' in error ? Number(error.status) : 500;
  return new ProblemError(status >= 400 && status < 500 ? 'bad-request' : 'internal');
}

/** The error's class and where it happened; not its message, which may hold a citizen's words (DP-5). */
export function logFailure(error: unknown): void {
  const frames = error instanceof Error ? (error.stack?.match(/^ +at .*$/gm) ?? []) : [];
  console.error(
    [`Internal error: ${error instanceof Error ? error.name : typeof error}`, ...frames].join('\n'),
  );
}

function problemLang(request: Request): string {
  const body: unknown = request.body;
  const inBody =
    typeof body === 'object' && body !== null && 'lang' in body ? Lang.safeParse(body.lang) : undefined;
  return inBody?.data ?? (request.acceptsLanguages('de', 'en') || 'de');
}
