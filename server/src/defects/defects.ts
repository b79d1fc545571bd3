import type { DefectRequest, DefectResponse } from '@stadtlotse/sdk';
import { HandoverError } from '../handover/message.ts';
import { Once } from '../handover/once.ts';
import { ProblemError } from '../http/problem.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { texts } from '../texts/texts.ts';
import type { DefectsConfig } from './config.ts';
import { type Category, listCategories, postRequest } from './open311.ts';

/** How often the kinds of defects are asked for again, in milliseconds. */
const AGAIN = 60 * 60_000;

/** Hands reports of defects to the city's own system. Nothing of a report is kept. */
export class Defects {
  /** The kinds of defects that the city takes; none until its system has named them. */
  categories: Category[] = [];
  readonly #config: DefectsConfig;
  readonly #key: string | undefined;
  readonly #once = new Once();

  constructor(config: DefectsConfig, key: string | undefined) {
    this.#config = config;
    this.#key = key;
  }

  /** Asks the city's system which kinds of defects it takes. Rejects with `HandoverError`; then those known before stay. */
  async refresh(): Promise<void> {
    this.categories = await listCategories(this.#config);
  }

  /** Sends a report once. Throws a `ProblemError`: 400 if its kind is none of the city's, 502 if it did not arrive. */
  async report(request: DefectRequest, receipt: string, base: KnowledgeBase): Promise<DefectResponse> {
    if (!this.categories.some(({ code }) => code === request.category)) throw new ProblemError('bad-request');
    const number = await this.#once.send(request, receipt, base, () =>
      postRequest(this.#config, this.#key, request),
    );
    return { number, next: texts(request.lang)('handover.reported', { number }) };
  }
}

/** The configured way for reports, which learns its kinds now and each hour; undefined with none. `report` gets failures. */
export function openDefects(
  config: DefectsConfig | undefined,
  key: string | undefined,
  report: (news: string) => void,
): Defects | undefined {
  if (!config) return undefined;
  const defects = new Defects(config, key);
  const refresh = () =>
    defects.refresh().catch((error: unknown) => {
      const reason = error instanceof HandoverError ? error.reason : String(error);
      report(
        `defects: ${reason}. Citizens cannot report defects until it answers; it is asked again each hour.`,
      );
    });
  void refresh();
  setInterval(refresh, AGAIN).unref();
  return defects;
}
