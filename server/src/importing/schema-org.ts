import { z } from 'zod';
import type { Sink } from './catalogue.ts';
import { takeQuestion } from './faq-list.ts';
import { toMarkdown, toPlainText } from './markdown.ts';

const Thing = z.looseObject({ '@type': z.union([z.string(), z.array(z.string())]).optional() });
export type Thing = z.infer<typeof Thing>;

const Question = z.looseObject({
  name: z.string().min(1),
  inLanguage: z.string().optional(),
  acceptedAnswer: z
    .union([z.looseObject({ text: z.string() }), z.array(z.looseObject({ text: z.string() })).min(1)])
    .transform((answer) => [answer].flat()[0]!),
});

/** The things of schema.org in a JSON-LD document, however they are nested in lists and graphs. */
export function thingsIn(data: unknown): Thing[] {
  if (Array.isArray(data)) return data.flatMap(thingsIn);
  const thing = Thing.safeParse(data).data;
  if (!thing) return [];
  return '@graph' in thing ? thingsIn(thing['@graph']) : [thing];
}

/** The JSON-LD of a web page, script by script; what is broken is left out. */
export function jsonLdOf(html: string): Thing[] {
  const scripts = html.matchAll(
    /<script[^>]+type=["']?application\/ld\+json["']?[^>]*>([\s\S]*?)<\/script>/gi,
  );
  return [...scripts].flatMap(([, json = '']) => {
    try {
      return thingsIn(JSON.parse(json));
    } catch {
      return [];
    }
  });
}

export function isOfType(thing: Thing, ...types: string[]): boolean {
  return [thing['@type'] ?? []]
    .flat()
    .some((type) => types.includes(type.replace(/^https?:\/\/schema\.org\//, '')));
}

/** Takes the questions of FAQ pages; returns whether there were any. `url` is where the page stands. */
export function takeFaqPages(things: Thing[], url: string | undefined, sink: Sink): boolean {
  let found = false;
  for (const page of things.filter((thing) => isOfType(thing, 'FAQPage'))) {
    const lang = typeof page.inLanguage === 'string' ? page.inLanguage : 'de';
    for (const question of thingsIn(page.mainEntity)) {
      const { data } = Question.safeParse(question);
      if (!data) {
        sink.note('record');
        continue;
      }
      found = true;
      const name = toPlainText(data.name);
      takeQuestion(
        {
          question: name,
          answer: toMarkdown(data.acceptedAnswer.text),
          key: name,
          lang: (data.inLanguage ?? lang).slice(0, 2),
          ...(url && { url }),
        },
        sink,
      );
    }
  }
  return found;
}
