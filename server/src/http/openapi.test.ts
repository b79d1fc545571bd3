import { expect, it } from 'vitest';
import { openApi, operations } from './openapi.ts';

it('describes every operation with schemas that the document holds', () => {
  const document = JSON.stringify(openApi('1.2.3'));
  const { components, info, paths } = JSON.parse(document);
  expect(info.version).toBe('1.2.3');
  for (const [path, methods] of Object.entries(operations)) {
    for (const method of Object.keys(methods)) expect(paths[path][method].responses).toBeDefined();
  }
  for (const [, name = ''] of document.matchAll(/#\/components\/schemas\/(\w+)/g)) {
    expect(Object.keys(components.schemas)).toContain(name);
  }
});

it('takes its constraints from the protocol', () => {
  const { components } = JSON.parse(JSON.stringify(openApi('1')));
  const { properties, additionalProperties } = components.schemas.ChatRequest;
  expect(properties.message.maxLength).toBe(2000);
  expect(properties.history.maxItems).toBe(20);
  expect(additionalProperties).toBe(false);
});
