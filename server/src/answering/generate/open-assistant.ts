import type { ModelConfig } from '../../config.ts';
import { CircuitBreaker } from '../../models/breaker.ts';
import { Budget } from '../../models/budget.ts';
import type { Assistant } from './ask-model.ts';

/**
 * The configured model with its limits; undefined with `none`: no library of a provider is loaded then. Throws `ConfigError`.
 */
export async function openAssistant(config: ModelConfig): Promise<Assistant | undefined> {
  if (config.provider === 'none') return undefined;
  const { openModel } = await import('../../models/open-model.ts');
  const model = await openModel(config);
  return (
    model && {
      model,
      limits: config.limits,
      budget: new Budget(config.limits),
      breaker: new CircuitBreaker(),
    }
  );
}
