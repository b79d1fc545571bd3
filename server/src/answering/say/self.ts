import type { Config } from '../../config.ts';
import type { City } from '../../knowledge/schema.ts';
import { texts } from '../../texts/texts.ts';

/** What this server is made of, as far as a citizen may ask: what understands, and what writes. */
export interface Self {
  meaning: Config['meaning'];
  model: Pick<Config['model'], 'name' | 'provider' | 'declaration'>;
  /** Whether it takes reports of defects. */
  defects?: object | undefined;
}

/** A server as it is without a configuration. */
export const bareSelf: Self = { meaning: 'on', model: { provider: 'none' } };

/** What the city calls its assistant in a language, else what we call any. */
export function assistantName({ assistant, languages }: City, lang: string): string {
  return assistant.name[lang] ?? assistant.name[languages[0] ?? ''] ?? texts(lang)('assistant');
}

/**
 * Who answers, truthfully for this configuration (Art. 50(1) AI Act): that it is an AI system and no person, what
 * understands the questions, and whether a language model writes answers, whose and where.
 */
export function introduce(city: City, { meaning, model }: Self, lang: string): string {
  const t = texts(lang);
  const { declaration } = model;
  const writes = model.provider !== 'none' && declaration && city.assistant.generated;
  const understands =
    meaning === 'off'
      ? ''
      : meaning === 'on' || !meaning.declaration
        ? t('say.encoder')
        : t('say.encoderElsewhere', { ...meaning.declaration, model: meaning.model });
  return [
    t('say.identity', { assistant: assistantName(city, lang), name: city.name }),
    understands,
    writes ? t('say.model', { ...declaration, model: model.name ?? model.provider }) : t('say.noModel'),
  ]
    .filter(Boolean)
    .join(' ');
}
