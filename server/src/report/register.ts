import type { Config } from '../config.ts';
import type { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import { viewOf } from './view.ts';

/**
 * The entry for a register of AI applications, to be read by programs: what the city configured, as it stands there, and
 * what it left open. Texts are in German.
 */
export function registerEntry(config: Config, base: KnowledgeBase, now: Date) {
  const { version, assistant, controller, entries, understanding, findings } = viewOf(config, base, now);
  const { model, governance } = config;
  const { city } = base;
  return {
    date: now.toISOString().slice(0, 10),
    name: assistant,
    software: { name: 'Stadtlotse', version, licence: 'EUPL-1.2' },
    operator: { name: controller, contact: city.contact, dataProtection: city.dataProtectionContact },
    role: 'Betreiberin (Art. 3 Nr. 4 KI-Verordnung)',
    riskClass: 'Transparenzpflichten (Art. 50 KI-Verordnung), kein Hochrisiko',
    purpose: `Auskunft zu Leistungen, Dienststellen und häufigen Fragen: ${city.name}`,
    languages: city.languages,
    entries,
    understanding,
    model: model.declaration && { provider: model.provider, name: model.name, ...model.declaration },
    governance,
    open: findings.map(({ key, sentence }) => ({ key, sentence })),
  };
}
