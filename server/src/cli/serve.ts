import { openAssistant } from '../answering/generate/open-assistant.ts';
import { createApp } from '../app.ts';
import { openAppointments } from '../appointments/appointments.ts';
import { readSecrets } from '../config.ts';
import { Receipts } from '../consent/receipts.ts';
import { openDefects } from '../defects/defects.ts';
import { findings } from '../governance/findings.ts';
import { openHandover } from '../handover/handover.ts';
import { logFailure } from '../http/errors.ts';
import { Limits } from '../http/limits.ts';
import { Proofs } from '../http/proofs.ts';
import { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { KnowledgeError } from '../knowledge/load.ts';
import { openKnowledge } from '../knowledge/watch.ts';
import { openLive } from '../live/live.ts';
import type { Meaning } from '../meaning/meaning.ts';
import { openMeaning } from '../meaning/open-meaning.ts';
import { settleMemory } from '../memory.ts';
import { close, listen } from '../server.ts';
import { openStore } from '../store.ts';
import { describeProblem } from './check.ts';
import { type Command, readCall, UsageError } from './command.ts';

export const command: Command = {
  usage: 'serve [--port N] [--knowledge DIR|SNAPSHOT]',
  summary:
    'Answers questions over HTTP and delivers the widget. Edits of the knowledge are live without a restart.',
  async run(args) {
    const { flags, config } = readCall(args, { text: ['port', 'knowledge'] });
    const port = flags.port === undefined ? config.port : portNumber(flags.port);
    const { policyVersion, receiptMinutes } = config.privacy;
    const { secret, previousSecret, storeUrl, metricsToken, ...others } = readSecrets();
    const { handoverSecret, liveToken, defectsKey } = others;
    const handover = openHandover(config.handover, handoverSecret);
    const defects = openDefects(config.defects, defectsKey, (news) => console.error(news));
    const assistant = await openAssistant(config.model);
    const store = storeUrl ? openStore(storeUrl, (news) => console.error(news)) : undefined;
    const receipts = new Receipts({ secret, previousSecret, policyVersion, lifetime: receiptMinutes, store });
    const limits = new Limits({ limits: config.limits, secret, store });
    const proofs = new Proofs({ secret, freePerMinute: config.limits.freeConsentsPerMinute });
    let meaning: Meaning | undefined;
    const knowledge = await openKnowledge(flags.knowledge ?? config.knowledge, (news) => {
      reportKnowledge(news);
      if (news instanceof KnowledgeBase) void meaning?.prepare(news);
    });
    meaning = await openMeaning(config.meaning, (news) => console.error(news));
    void meaning.prepare(knowledge.current());
    settleMemory();
    const found = findings(config, knowledge.current().city, new Date());
    for (const { key, sentence, isMissing } of found) if (!isMissing) console.error(`${key}: ${sentence}`);
    const missing = found.filter(({ isMissing }) => isMissing).map(({ key }) => key);
    if (missing.length > 0)
      console.error(`The report has gaps that the configuration can fill: ${missing.join(', ')}.`);
    const appointments = openAppointments(config.appointments, knowledge.current, (news) =>
      console.error(news),
    );
    const live = openLive(
      config.live,
      { secret, token: liveToken, report: (news) => console.error(news) },
      knowledge.current,
    );
    let ending = false;
    const app = createApp({
      config,
      knowledge,
      receipts,
      limits,
      proofs,
      meaning,
      assistant,
      handover,
      live,
      defects,
      appointments,
      metricsToken,
      isEnding: () => ending,
    });
    process.on('uncaughtException', (error) => {
      logFailure(error);
      process.exit(1);
    });
    const server = await listen(app, port, config.host).catch(async (error: NodeJS.ErrnoException) => {
      await Promise.all([knowledge.close(), meaning.close()]);
      store?.disconnect();
      throw new UsageError(
        `Cannot listen on ${config.host}:${port} (${error.code}). Is another program using this port?`,
      );
    });
    const address = server.address();
    const actualPort = typeof address === 'object' && address ? address.port : port;
    console.log(
      `${knowledge.current().city.name}: Stadtlotse is listening on http://${config.host}:${actualPort}`,
    );
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
    });
    ending = true;
    await Promise.all([close(server), knowledge.close()]);
    await meaning.close();
    store?.disconnect();
    return 0;
  },
};

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new UsageError(`--port ${text}: give a number from 0 to 65535.`);
  return port;
}

function reportKnowledge(news: KnowledgeBase | KnowledgeError): void {
  if (!(news instanceof KnowledgeBase)) {
    console.error(news.message);
    return;
  }
  for (const problem of news.problems) console.error(describeProblem(problem, news.mainLang));
}
