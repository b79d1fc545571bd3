import type { Picture } from '@stadtlotse/sdk';
import { html, svg, type TemplateResult } from 'lit';

/** What the pictures of life situations are drawn with: lines on a field of 24 by 24. */
const lines: Record<Picture, string> = {
  home: 'M3 11 12 4l9 7M6 9v11h12V9m-8 11v-6h4v6',
  child:
    'M4 10h16a8 8 0 0 1-16 0V6H2m10 4V3a8 8 0 0 1 8 7M8 18a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Zm8 0a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z',
  rings: 'M9 9a6 6 0 1 0 0 12A6 6 0 0 0 9 9Zm4 1.5A6 6 0 1 1 13 19M9 9 6.5 6l1-2h3l1 2Z',
  candle: 'M9 11h6v10H9Zm3 0V9m0 0c3-1 2-4 0-6-2 2-3 5 0 6ZM6 21h12',
  care: 'M12 20C5 15 3 12 3 9a4.5 4.5 0 0 1 9-1 4.5 4.5 0 0 1 9 1c0 3-2 6-9 11Z',
  parting: 'M12 21v-8L5 6m7 7 7-7M5 10V6h4m10 4V6h-4',
  world: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18Z',
  work: 'M3 8h18v12H3Zm6 0V5h6v3M3 13h18',
  school: 'M2 9l10-5 10 5-10 5ZM6 11v6c3 3 9 3 12 0v-6m4-2v7',
  car: 'M3 17v-5l2-6h14l2 6v5ZM3 12h18M6 17v3m12-3v3M7 14.5h1m8 0h1',
  card: 'M2 5h20v14H2Zm6 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4Zm-3 7c0-2 6-2 6 0m3-6h5m-5 4h5',
  money: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm4 5c-4-2-7 0-7 4s3 6 7 4m-9-5h6m-6 2.5h6',
};
const other = 'M5 3h14v18l-7-4-7 4ZM9 8h6m-6 4h6';

/** The picture of a life situation; a slip of paper where the city names none. It says nothing that its name does not. */
export function picture(name: Picture | undefined): TemplateResult {
  return html`<svg class="picture" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${name ? lines[name] : other}></path>`}</svg>`;
}
