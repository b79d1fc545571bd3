import type { Problem } from '@stadtlotse/sdk';
import { texts } from '../texts/texts.ts';

/** The stable kinds of error and their status codes; `type` is `urn:stadtlotse:problem:<kind>`. */
const statuses = {
  'bad-request': 400,
  'consent-required': 401,
  'scope-missing': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'policy-outdated': 409,
  'too-long': 413,
  'unsupported-media-type': 415,
  unprocessable: 422,
  'rate-limited': 429,
  internal: 500,
  'handover-failed': 502,
  'nobody-there': 503,
} as const;
export type ProblemKind = keyof typeof statuses;

/** An error that the caller is told about; carries no internals. */
export class ProblemError extends Error {
  readonly kind: ProblemKind;
  readonly headers: Record<string, string>;
  readonly extra: Pick<Problem, 'policyVersion' | 'proofOfWork'>;
  readonly #detail: string | undefined;

  constructor(
    kind: ProblemKind,
    {
      headers = {},
      extra = {},
      detail,
    }: {
      headers?: Record<string, string>;
      extra?: Pick<Problem, 'policyVersion' | 'proofOfWork'>;
      /** In the citizen's language already, where it names what only the thrower knows. */
      detail?: string;
    } = {},
  ) {
    super(kind);
    this.kind = kind;
    this.headers = headers;
    this.extra = extra;
    this.#detail = detail;
  }

  get status(): number {
    return statuses[this.kind];
  }

  /** The document of RFC 9457, in the citizen's language. */
  document(lang: string): Problem {
    const t = texts(lang);
    return {
      type: `urn:stadtlotse:problem:${this.kind}`,
      title: t(`problem.${this.kind}.title`),
      status: this.status,
      detail: this.#detail ?? t(`problem.${this.kind}.detail`),
      ...this.extra,
    };
  }
}
