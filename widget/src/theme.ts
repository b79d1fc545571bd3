/** A colour in sRGB, each part 0…1. */
type Rgb = [red: number, green: number, blue: number];

/** Text needs this contrast to what is behind it (WCAG 2.2 1.4.3). */
const CONTRAST = 4.5;
/** #0a5a83; the style sheet has the colours that go with it. */
const DEFAULT_BRAND: Rgb = [10 / 255, 90 / 255, 131 / 255];
const WHITE: Rgb = [1, 1, 1];
const INK: Rgb = [0, 0, 0];
/** The backgrounds of the panel, light and dark, on their least favourable surface. */
const LIGHT: Rgb = [0.914, 0.937, 0.953];
const DARK: Rgb = [0.149, 0.192, 0.227];
/** How finely a lightness is looked for, 0…1. */
const STEP = 0.01;

/** The colours that go with a city's one: of text on it, and of links and lines in its hue, light and dark. */
export interface Theme {
  onBrand: string;
  onLight: string;
  onDark: string;
}

/** Makes a theme of a brand colour in which every text can be read: only the lightness in OKLCH is changed. */
export function themeOf(brand: Rgb): Theme {
  const onBrand =
    contrast(brand, WHITE) >= CONTRAST ? WHITE : contrast(brand, INK) >= contrast(brand, WHITE) ? INK : WHITE;
  return {
    onBrand: css(onBrand),
    onLight: css(readable(brand, LIGHT, -STEP)),
    onDark: css(readable(brand, DARK, STEP)),
  };
}

/** Sets the theme of a panel from the colour that its page gives it. */
export function applyTheme(panel: HTMLElement): void {
  const probe = document.createElement('span');
  probe.style.setProperty('color', 'var(--stadtlotse-brand, #0a5a83)');
  probe.style.setProperty('forced-color-adjust', 'none');
  panel.append(probe);
  const brand = parse(getComputedStyle(probe).color);
  probe.remove();
  if (!brand) return;
  const theme = brand.join() === DEFAULT_BRAND.join() ? undefined : themeOf(brand);
  panel.style.setProperty('--auto-on-brand', theme?.onBrand ?? '');
  panel.style.setProperty('--auto-light', theme?.onLight ?? '');
  panel.style.setProperty('--auto-dark', theme?.onDark ?? '');
}

/** The ratio of two colours' luminances, 1…21 (WCAG 2.2). */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

export function parse(color: string): Rgb | undefined {
  const parts = /^rgba?\(([\d.]+)[, ]+([\d.]+)[, ]+([\d.]+)/
    .exec(color)
    ?.slice(1, 4)
    .map((part) => Number(part) / 255);
  const [red, green, blue] = parts ?? [];
  return red === undefined || green === undefined || blue === undefined ? undefined : [red, green, blue];
}

function readable(color: Rgb, background: Rgb, step: number): Rgb {
  const [lightness, a, b] = toOklab(color);
  for (let own = lightness; own >= 0 && own <= 1; own += step) {
    const shade = toRgb([own, a, b]);
    if (contrast(shade, background) >= CONTRAST) return shade;
  }
  return step < 0 ? INK : WHITE;
}

function css(color: Rgb): string {
  return `rgb(${color.map((part) => Math.round(part * 255)).join(' ')})`;
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const gamma = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Björn Ottosson's matrices, as in CSS Color 4. */
function toOklab(color: Rgb): [number, number, number] {
  const [r, g, b] = color.map(linear) as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toRgb([lightness, a, b]: [number, number, number]): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const parts: Rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return parts.map((part) => gamma(Math.min(1, Math.max(0, part)))) as Rgb;
}
