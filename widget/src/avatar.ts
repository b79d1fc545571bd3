/**
 * Draws a picture onto a canvas. It comes in a script module, like the widget itself, because a page's `img-src` may allow no
 * pictures from elsewhere (CSP 3). Without it nothing is missing: it says nothing that the name does not.
 */
export async function drawAvatar(canvas: HTMLCanvasElement, url: string): Promise<void> {
  try {
    const module: { default: string } = await import(url);
    const bytes = Uint8Array.from(atob(module.default), (sign) => sign.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]));
    const size = Math.min(picture.width, picture.height);
    const [left, top] = [(picture.width - size) / 2, (picture.height - size) / 2];
    canvas.getContext('2d')?.drawImage(picture, left, top, size, size, 0, 0, canvas.width, canvas.height);
    canvas.hidden = false;
  } catch {
    canvas.hidden = true;
  }
}
