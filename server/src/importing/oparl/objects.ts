import { z } from 'zod';

/** OParl 1.0 and 1.1, as far as citizens ask for it; what has another type than it should is as if it were not there. */
const Text = z.string().trim().min(1).optional().catch(undefined);
const Flag = z.boolean().optional().catch(undefined);
const Texts = z.array(z.string()).optional().catch(undefined);
/** An object within another one, or its address. */
const within = <T extends z.ZodType>(schema: T) => z.union([z.string(), schema]).optional().catch(undefined);
const listOf = <T extends z.ZodType>(schema: T) =>
  z
    .array(z.unknown())
    .catch([])
    .default([])
    .transform((items) => items.flatMap((item) => schema.safeParse(item).data ?? []));

const common = { id: z.url(), deleted: Flag, modified: Text, web: Text, name: Text };

export const System = z.looseObject({ type: z.string(), body: Text });
export const Body = z.looseObject({ ...common, organization: Text, meeting: Text, paper: Text });
export type Body = z.infer<typeof Body>;

export const File = z.looseObject({
  name: Text,
  fileName: Text,
  accessUrl: Text,
  mimeType: Text,
  text: Text,
});
export type File = z.infer<typeof File>;

export const Organization = z.looseObject({
  ...common,
  shortName: Text,
  classification: Text,
  website: Text,
  endDate: Text,
});
export type Organization = z.infer<typeof Organization>;

const Location = z.looseObject({ description: Text, streetAddress: Text, room: Text, locality: Text });
export const AgendaItem = z.looseObject({
  id: Text,
  number: Text,
  name: Text,
  public: Flag,
  result: Text,
  resolutionText: Text,
  consultation: Text,
  deleted: Flag,
});
export type AgendaItem = z.infer<typeof AgendaItem>;
export const Meeting = z.looseObject({
  ...common,
  start: Text,
  end: Text,
  cancelled: Flag,
  location: within(Location),
  organization: Texts,
  agendaItem: listOf(AgendaItem),
});
export type Meeting = z.infer<typeof Meeting>;

export const Consultation = z.looseObject({
  paper: Text,
  id: Text,
  agendaItem: Text,
  meeting: Text,
  authoritative: Flag,
  role: Text,
});
export const Paper = z.looseObject({
  ...common,
  reference: Text,
  date: Text,
  paperType: Text,
  mainFile: within(File),
  consultation: listOf(Consultation),
});
export type Paper = z.infer<typeof Paper>;

/** A page of a list (OParl 1.1, section 2.5.2). */
export const Page = z.looseObject({
  data: z.array(z.unknown()),
  links: z.looseObject({ next: Text }).optional().catch(undefined),
});
