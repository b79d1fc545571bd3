import { openAssistant } from '../answering/generate/open-assistant.ts';
import { createApp } from '../app.ts';
import { signingSecret } from '../config.ts';
import { Receipts } from '../consent/receipts.ts';
import { KnowledgeBase } from '../knowledge/knowledge-base.ts';
import type { KnowledgeError } from '../knowledge/load.ts';
import { openKnowledge } from '../knowledge/watch.ts';
import { listen } from '../server.ts';
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
    const assistant = await openAssistant(config.model);
    const receipts = new Receipts({ secret: signingSecret(), policyVersion, lifetime: receiptMinutes });
    const knowledge = await openKnowledge(flags.knowledge ?? config.knowledge, reportKnowledge);
    const app = createApp({
      config,
      knowledge,
      receipts,
      assistant,
      metricsToken: process.env.STADTLOTSE_METRICS_TOKEN,
    });
    const server = await listen(app, port, config.host).catch(async (error: NodeJS.ErrnoException) => {
      await knowledge.close();
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
    await Promise.all([new Promise((resolve) => server.close(resolve)), knowledge.close()]);
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
