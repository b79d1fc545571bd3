import { type Translate, translator } from '../i18n.ts';
import { loadLocale } from '../locales.ts';

/** The German texts, as the panel hands them to its parts. */
export const german: Translate = translator('de', await loadLocale('de'));
