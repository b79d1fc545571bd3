/** A text without its Markdown links and images: only what they say. None is longer than an answer may be. */
export function withoutLinks(text: string): string {
  return text.replace(/!?\[([^\]]{0,20000})\]\([^)]{0,20000}\)/g, '$1');
}
