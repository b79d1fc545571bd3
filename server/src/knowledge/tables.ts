import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { Rule } from '../finder/responsibility.ts';
import { type MarkdownFile, YamlError } from './front-matter.ts';

/** A responsibility table: `responsibility/<name>.csv` or `.yaml`. */
export const Table = z.array(Rule).min(1);
export type Tables = ReadonlyMap<string, readonly Rule[]>;

/** Column names that editors may use, beside those of `Rule`. */
const columns: Record<string, string> = {
  stadtteil: 'district',
  bezirk: 'district',
  plz: 'postcode',
  postleitzahl: 'postcode',
  straße: 'street',
  strasse: 'street',
  hausnummern: 'numbers',
  hausnummer: 'numbers',
  buchstaben: 'letters',
  nachname: 'letters',
  dienststelle: 'office',
  amt: 'office',
};

/** Parses a table with a line of column names; commas, semicolons and tabs separate. Throws `YamlError`. */
export function parseCsv(text: string): Pick<MarkdownFile, 'data' | 'lineOf'> {
  try {
    const rows: { record: Record<string, string>; info: { lines: number } }[] = parse(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => columns[name.toLowerCase()] ?? name.toLowerCase()),
      delimiter: [';', ',', '\t'],
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
    return {
      data: rows.map(({ record }) =>
        Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')),
      ),
      lineOf: ([row]) => (typeof row === 'number' ? (rows[row]?.info.lines ?? 1) : 1),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new YamlError(error.message, typeof error.lines === 'number' ? error.lines : 1);
  }
}
