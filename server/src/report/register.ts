import { viewOf } from './view.ts';

/** The entry for a register of AI applications, to be read by programs; values in German, `null` where the city has to say it. */
export function registerEntry(...[config, base, now]: Parameters<typeof viewOf>) {
  const { governance, model, city, ...view } = viewOf(config, base, now);
  const said = (value: string) => (value.startsWith('*') ? null : value);
  return {
    date: now.toISOString().slice(0, 10),
    name: view.assistant,
    software: { name: 'Stadtlotse', version: view.version, licence: 'EUPL-1.2' },
    operator: { name: view.controller, contact: said(view.contact), office: said(governance.office) },
    role: 'Betreiberin (Art. 3 Nr. 4 KI-Verordnung)',
    riskClass: 'Transparenzpflichten (Art. 50 KI-Verordnung), kein Hochrisiko',
    purpose: `Auskunft zu Leistungen, Dienststellen und häufigen Fragen: ${city}`,
    uses: config.governance.uses,
    languages: base.city.languages,
    entries: view.entries,
    understanding: view.understanding,
    model: model
      ? {
          name: model.name,
          provider: model.provider,
          processor: model.processor,
          region: model.region,
          transfer: said(model.transfer),
          retention: model.retention,
          training: model.training,
          certificates: config.model.declaration?.certificates ?? [],
        }
      : null,
    legalBasis: governance.legalBasis,
    dataProtection: said(view.dpo),
    supervisoryAuthority: said(governance.supervisoryAuthority),
    hoster: said(governance.hoster),
    responsible: said(governance.service),
    nextReview: config.governance.review?.next ?? null,
    approvals: config.governance.approvals,
    open: view.findings.map(({ key, sentence }) => ({ key, sentence })),
  };
}
