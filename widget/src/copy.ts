/** Copies a text; by a selection where there is no clipboard to write to (a page without TLS). Returns whether it did. */
export async function copy(text: string, parent: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'visually-hidden';
    parent.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}
