import type Anthropic from '@anthropic-ai/sdk';
import { APIError, APIUserAbortError } from '@anthropic-ai/sdk';
import { faultOf, type Model, ModelError, type ModelEvent, type ModelRequest } from './model.ts';

/** The part of the SDK's clients (Anthropic, Bedrock, Vertex) that is used. */
type Messages = { messages: Pick<Anthropic['messages'], 'create'> };

/** A model that speaks the Messages API, with its citations: each piece of text names the documents it comes from. */
export function anthropicModel(client: Messages, model: string, name: string): Model {
  return {
    name,
    async *write(request, signal) {
      try {
        const stream = await client.messages.create(
          { ...toMessages(request, model), stream: true },
          { signal },
        );
        yield* toEvents(stream);
      } catch (error) {
        throw toModelError(error, signal);
      }
    },
  };
}

function toMessages({ system, documents, question, maxTokens }: ModelRequest, model: string) {
  return {
    model,
    max_tokens: maxTokens,
    // The rules are the stable part, worth caching.
    system: [{ type: 'text' as const, text: system, cache_control: { type: 'ephemeral' as const } }],
    messages: [
      {
        role: 'user' as const,
        content: [
          ...documents.map(({ title, text }) => ({
            type: 'document' as const,
            source: { type: 'text' as const, media_type: 'text/plain' as const, data: text },
            title,
            citations: { enabled: true },
          })),
          { type: 'text' as const, text: `<citizen_message>\n${question}\n</citizen_message>` },
        ],
      },
    ],
  };
}

async function* toEvents(stream: AsyncIterable<Anthropic.RawMessageStreamEvent>): AsyncIterable<ModelEvent> {
  let cited = new Set<number>();
  let [input, ended] = [0, false];
  for await (const event of stream) {
    switch (event.type) {
      case 'message_start':
        input = event.message.usage.input_tokens;
        break;
      case 'content_block_delta':
        if (event.delta.type === 'text_delta') yield { type: 'text', text: event.delta.text };
        if (event.delta.type === 'citations_delta' && 'document_index' in event.delta.citation)
          cited.add(event.delta.citation.document_index + 1);
        break;
      case 'content_block_stop':
        if (cited.size > 0) yield { type: 'text', text: ` [${[...cited].join(', ')}]` };
        cited = new Set();
        break;
      case 'message_delta':
        ended = true;
        yield { type: 'usage', usage: { input, output: event.usage.output_tokens } };
        if (event.delta.stop_reason === 'refusal') throw new ModelError('refused');
        if (event.delta.stop_reason === 'max_tokens') throw new ModelError('cut-off');
        break;
      default:
    }
  }
  if (!ended) throw new ModelError('cut-off');
}

function toModelError(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof ModelError) return error;
  if (signal.aborted || error instanceof APIUserAbortError) return signal.reason ?? error;
  return new ModelError(error instanceof APIError ? faultOf(error.status) : 'failed', error);
}
