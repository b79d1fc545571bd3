/** A fee as an entry has it, without its id. */
export interface PlainFee {
  label?: string;
  amount: number;
  to?: number;
}

const AMOUNT = String.raw`(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{2}|--?|–))?`;
const CURRENCY = '(?:€|Euro|EUR)';
const FEE = new RegExp(
  String.raw`^(?:(?<label>[^:\d][^:]*):\s*)?(?:(?<free>kostenlos|kostenfrei|gebührenfrei)|(?<from>${AMOUNT})(?:\s*${CURRENCY})?(?:\s*(?:bis|-|–)\s*(?<to>${AMOUNT}))?\s*${CURRENCY})\.?$`,
  'i',
);
/** What makes an amount a lower end, a guess or one of several. */
const VAGUE =
  /(?<!\p{L})(?:ab|etwa|ca|circa|rund|mindestens|höchstens|maximal|zuzüglich|zzgl|plus|je|pro|bis zu|zusätzlich|weitere[rns]?)(?!\p{L})/iu;

/** The fees of a text (Markdown), if each of its lines is one amount and nothing else; else none, and it stays a text. */
export function plainFees(text: string): PlainFee[] {
  const lines = text.split('\n').flatMap((line) => line.replace(/^[-*] /, '').trim() || []);
  const fees: PlainFee[] = [];
  for (const line of lines) {
    const { label, free, from, to } = FEE.exec(line)?.groups ?? {};
    if ((free === undefined && from === undefined) || VAGUE.test(label ?? '') || /[*_[\]]/.test(line))
      return [];
    fees.push({
      ...(label && { label: label.trim() }),
      amount: free === undefined ? euros(from!) : 0,
      ...(to && { to: euros(to) }),
    });
  }
  return fees.length > 1 && fees.some(({ label }) => label === undefined) ? [] : fees;
}

function euros(amount: string): number {
  return Number(
    amount
      .replaceAll('.', '')
      .replace(/,[-–]+$/, '')
      .replace(',', '.'),
  );
}

const units: Record<string, string> = {
  minute: 'minutes',
  stunde: 'hours',
  tag: 'days',
  werktag: 'working-days',
  arbeitstag: 'working-days',
  woche: 'weeks',
  monat: 'months',
  jahr: 'years',
};

/** A span of time, if the text is one and nothing else ("2 bis 4 Wochen"). */
export function plainSpan(text: string): { from: number; to?: number; unit: string } | undefined {
  const [, from, to, name = ''] =
    /^(\d{1,3})(?:\s*(?:bis|-|–)\s*(\d{1,3}))?\s*(Minute|Stunde|Tag|Werktag|Arbeitstag|Woche|Monat|Jahr)(?:e|en|n)?\.?$/i.exec(
      text.trim(),
    ) ?? [];
  const unit = units[name.toLowerCase()];
  return unit === undefined ? undefined : { from: Number(from), ...(to && { to: Number(to) }), unit };
}
