import type { core } from 'zod';
import type { Translate } from '../texts/texts.ts';

/** Says in a sentence an editor can act on what is wrong with a field. */
export function explain(issue: core.$ZodIssue, t: Translate): string {
  const value = typeof issue.input === 'object' ? JSON.stringify(issue.input) : String(issue.input);
  const field = fieldName(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return t('check.unknownField', { field: issue.keys.join(', ') });
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? t('check.missing', { field })
        : t(`check.expected.${issue.expected}`, { value, defaultValue: t('check.invalid', { value }) });
    case 'too_small':
      return t('check.empty', { field });
    case 'invalid_format':
      return t(`check.format.${issue.format}`, { value, defaultValue: t('check.invalid', { value }) });
    case 'custom':
      return issue.params?.reason === 'hours'
        ? t('check.hours', { value, error: issue.params.error })
        : t('check.invalid', { value });
    default:
      return t('check.invalid', { value });
  }
}

/** A field as an editor finds it: `fees.1.amount` counts from 1. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join('.');
}
