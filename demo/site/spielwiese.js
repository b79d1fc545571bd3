// Builds the widget anew from the form, and the snippet that would put it on a page.
const form = document.querySelector('#settings');
const stage = document.querySelector('#stage');
const show = { html: document.querySelector('#html'), css: document.querySelector('#css') };
const attributes = ['server', 'lang', 'privacy-url', 'mode'];
const properties = ['--stadtlotse-brand', '--stadtlotse-radius', '--stadtlotse-font'];

/** What the presets set, read from their own style sheets. */
async function fromPreset(name) {
  const css = await (await fetch(`/preset-${name}.css`)).text();
  for (const property of properties) {
    const value = new RegExp(`${property}: ([^;]+);`).exec(css)?.[1];
    if (value) form.elements.namedItem(property).value = value;
  }
}

function draw() {
  const values = Object.fromEntries(new FormData(form));
  const set = attributes.filter((name) => values[name]);
  const widget = document.createElement('stadt-lotse');
  for (const name of set) widget.setAttribute(name, values[name]);
  for (const name of properties) widget.style.setProperty(name, values[name]);
  stage.replaceChildren(widget);

  const server = String(values.server).replace(/\/$/, '');
  const quoted = (text) => String(text).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  show.html.textContent = [
    `<script type="module" src="${quoted(server)}/stadtlotse.js"></script>`,
    `<stadt-lotse ${set.map((name) => `${name}="${quoted(values[name])}"`).join(' ')}>`,
    '  <a href="/kontakt">Fragen? So erreichen Sie die Stadt</a>',
    '</stadt-lotse>',
  ].join('\n');
  show.css.textContent = [
    'stadt-lotse {',
    ...properties.map((name) => `  ${name}: ${values[name]};`),
    '}',
  ].join('\n');
}

form.addEventListener('input', async ({ target }) => {
  if (target.name === 'preset' && target.value) await fromPreset(target.value);
  else if (target.name.startsWith('--')) form.elements.namedItem('preset').value = '';
  draw();
});
form.addEventListener('submit', (event) => event.preventDefault());
document.querySelector('#copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(`${show.html.textContent}\n\n${show.css.textContent}\n`);
  document.querySelector('#copied').textContent = 'Kopiert.';
});
draw();
