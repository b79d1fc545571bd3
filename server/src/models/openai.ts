import type OpenAI from 'openai';
import { APIError, APIUserAbortError } from 'openai';
import { faultOf, type Model, ModelError } from './model.ts';

/** A model that speaks the Chat Completions API: the sovereign clouds, vLLM, Ollama. It cites as the rules tell it. */
export function openAiModel(client: OpenAI, model: string, name: string): Model {
  return {
    name,
    async *write({ system, documents, question, maxTokens }, signal) {
      const texts = documents.map(
        ({ title, text }, index) =>
          `<document number="${index + 1}" title="${title.replace(/"/g, "'")}">\n${text}\n</document>`,
      );
      const content = [...texts, `<citizen_message>\n${question}\n</citizen_message>`].join('\n\n');
      try {
        const stream = await client.chat.completions.create(
          {
            model,
            max_tokens: maxTokens,
            stream: true,
            stream_options: { include_usage: true },
            messages: [
              { role: 'system', content: system },
              { role: 'user', content },
            ],
          },
          { signal },
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
