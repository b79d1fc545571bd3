import type { ModelConfig } from '../config.ts';
import type { Usage } from './model.ts';

/** The most receipts that are counted at a time; the oldest are forgotten first. */
const MOST_RECEIPTS = 50_000;
const DAY = 24 * 60 * 60 * 1000;

/** Tokens and money that models may cost, per receipt and per day (SEC-6). */
export class Budget {
  readonly #limits: ModelConfig['limits'];
  readonly #now: () => number;
  readonly #byReceipt = new Map<string, number>();
  #day = { number: 0, tokens: 0, euros: 0 };

  constructor(limits: ModelConfig['limits'], now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Whether a request that takes about so many tokens is within all limits. */
  allows(receipt: string, tokens: number): boolean {
    const { receiptTokens, dayTokens, dayEuros } = this.#limits;
    const day = this.#today();
    const used = this.#byReceipt.get(receipt) ?? 0;
    return (
      (receiptTokens === 0 || used + tokens <= receiptTokens) &&
      (dayTokens === 0 || day.tokens + tokens <= dayTokens) &&
      (dayEuros === 0 || day.euros < dayEuros)
    );
  }

  /** Counts what a request did take. */
  spend(receipt: string, { input, output }: Usage): void {
    const { pricePerMillionIn, pricePerMillionOut } = this.#limits;
    const day = this.#today();
    day.tokens += input + output;
    day.euros += (input * pricePerMillionIn + output * pricePerMillionOut) / 1_000_000;
    this.#byReceipt.set(receipt, (this.#byReceipt.get(receipt) ?? 0) + input + output);
    const [oldest] = this.#byReceipt.keys();
    if (this.#byReceipt.size > MOST_RECEIPTS && oldest !== undefined) this.#byReceipt.delete(oldest);
  }

  get tokensToday(): number {
    return this.#today().tokens;
  }

  #today() {
    const number = Math.floor(this.#now() / DAY);
    if (number !== this.#day.number) this.#day = { number, tokens: 0, euros: 0 };
    return this.#day;
  }
}
