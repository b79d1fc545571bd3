import type { Problem } from './protocol.ts';

/** The base of all errors of the client; `message` is written for the citizen where the server wrote one. */
export class StadtlotseError extends Error {
  override name = this.constructor.name;
}

/** The server cannot be reached: offline, blocked, or the connection broke off. */
export class NetworkError extends StadtlotseError {}

/** The server was silent for too long, before an answer or in the middle of it. */
export class TimeoutError extends StadtlotseError {}

/** The server answered with something that is not this protocol. */
export class ProtocolError extends StadtlotseError {}

/** The server refused the request and said why (RFC 9457). */
export class ProblemError extends StadtlotseError {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** 401: no receipt, or one that is forged, expired or withdrawn. Ask for consent again. */
export class ConsentRequiredError extends ProblemError {}

/** 403: the receipt does not cover this purpose. */
export class ScopeError extends ProblemError {}

/** 409: the policy has changed; show the new one, whose version is `policyVersion`. */
export class PolicyOutdatedError extends ProblemError {
  get policyVersion(): string | undefined {
    return this.problem.policyVersion;
  }
}

/** 413: the message, the history or the whole request is too long. */
export class TooLongError extends ProblemError {}

/** 400, 415 or 422: a request that is not of the protocol's form. */
export class InvalidRequestError extends ProblemError {}

/** 429: too many requests; try again after `retryAfter` seconds. */
export class RateLimitedError extends ProblemError {
  readonly retryAfter: number;

  constructor(problem: Problem, retryAfter: number) {
    super(problem);
    this.retryAfter = retryAfter;
  }
}

/** 5xx: the server failed. */
export class ServerError extends ProblemError {}

/** The error class that stands for a problem; `retryAfter` in seconds counts for 429 only. */
export function errorFor(problem: Problem, retryAfter = 60): ProblemError {
  switch (problem.status) {
    case 401:
      return new ConsentRequiredError(problem);
    case 403:
      return new ScopeError(problem);
    case 409:
      return new PolicyOutdatedError(problem);
    case 413:
      return new TooLongError(problem);
    case 429:
      return new RateLimitedError(problem, retryAfter);
    case 400:
    case 415:
    case 422:
      return new InvalidRequestError(problem);
    default:
      return problem.status >= 500 ? new ServerError(problem) : new ProblemError(problem);
  }
}
