import type OpenAI from 'openai';
import { APIError, APIUserAbortError, BadRequestError } from 'openai';
import type { ChatCompletionMessageParam } from 'openai/resources';
import { faultOf, type Model, ModelError } from './model.ts';

/** What the longest answer is called: the older name, which every server knows, or the one that new models insist on. */
type LengthKey = 'max_tokens' | 'max_completion_tokens';

/**
 * A model that speaks the Chat Completions API: OpenAI, Azure, the sovereign clouds, vLLM, Ollama. It cites as the rules
 * tell it.
 */
export function openAiModel(client: OpenAI, model: string, name: string): Model {
  let lengthKey: LengthKey = 'max_tokens';
  async function create(messages: ChatCompletionMessageParam[], maxTokens: number, signal: AbortSignal) {
    const body = { model, messages, stream: true, stream_options: { include_usage: true } } as const;
    const ask = (key: LengthKey) => client.chat.completions.create({ ...body, [key]: maxTokens }, { signal });
    const key = lengthKey;
    try {
      return await ask(key);
    } catch (error) {
      if (!(error instanceof BadRequestError) || !(error.param ?? error.message).includes(key)) throw error;
      lengthKey = key === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
      return await ask(lengthKey);
    }
  }
  return {
    name,
    async *write({ system, documents, question, maxTokens }, signal) {
      const texts = documents.map(
        ({ title, text }, index) =>
          `<document number="${index + 1}" title="${title.replace(/"/g, "'")}">\n${text}\n</document>`,
      );
      const content = [...texts, `<citizen_message>\n${question}\n</citizen_message>`].join('\n\n');
      try {
        const stream = await create(
          [
            { role: 'system', content: system },
            { role: 'user', content },
          ],
          maxTokens,
          signal,
        );
        let ended = false;
        for await (const { choices, usage } of stream) {
          const [choice] = choices;
          if (choice?.delta.content) yield { type: 'text', text: choice.delta.content };
          if (choice?.finish_reason === 'content_filter') throw new ModelError('refused');
          if (choice?.finish_reason === 'length') throw new ModelError('cut-off');
          if (choice?.finish_reason) ended = true;
          if (usage)
            yield { type: 'usage', usage: { input: usage.prompt_tokens, output: usage.completion_tokens } };
        }
        if (!ended) throw new ModelError('cut-off');
      } catch (error) {
        if (error instanceof ModelError) throw error;
        if (signal.aborted || error instanceof APIUserAbortError) throw signal.reason ?? error;
        throw new ModelError(error instanceof APIError ? faultOf(error.status) : 'failed', error);
      }
    },
  };
}
