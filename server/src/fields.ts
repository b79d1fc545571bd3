import { z } from 'zod';

/** Fields that several parts of `stadtlotse.config.yaml` have: words, and a day as YYYY-MM-DD. */
export const Words = z.string().trim().min(1);
export const Day = z.iso.date({ error: 'write it as a date, e.g. 2026-10-01' });
