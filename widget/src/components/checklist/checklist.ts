import type { Card, CardItem } from '@stadtlotse/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { printAlone } from '../../print.ts';
import { define, PanelPart } from '../element.ts';
import { calendarFile, dueDay } from './calendar.ts';

/**
 * A list to tick off, print, and take into a calendar. Ticks and dates live in this element only.
 *
 * @fires choice - The citizen wants to know more about an item; `detail` is a `Choice`.
 */
export class Checklist extends PanelPart {
  static override properties = {
    ...PanelPart.properties,
    card: { attribute: false },
    lang: { type: String },
    done: { state: true },
    day: { state: true },
  };

  declare card: Card;
  declare done: ReadonlySet<CardItem>;
  declare day: string;

  constructor() {
    super();
    this.done = new Set();
    this.day = '';
  }

  #tick(item: CardItem): void {
    const done = new Set(this.done);
    if (!done.delete(item)) done.add(item);
    this.done = done;
  }

  /** Prints the list with its ticks, or saves it as PDF. */
  #print(): void {
    const list = document.createElement('ul');
    list.className = 'ticks';
    for (const item of this.card.items) {
      const line = document.createElement('li');
      const note = document.createElement('small');
      note.textContent = [item.label, this.#date(item)].filter(Boolean).join(', ');
      line.append(`${this.done.has(item) ? '☑' : '☐'} ${item.value}`, note);
      list.append(line);
    }
    printAlone(this.card.title, this.lang, [list], this);
  }

  /** By when an item is due, in words; empty before the day of the event is known. */
  #date({ due }: CardItem): string {
    if (!due || !this.day) return '';
    const format = new Intl.DateTimeFormat(this.t.lang, { dateStyle: 'long', timeZone: 'UTC' });
    return this.t('checklist.due', { date: format.format(new Date(dueDay(this.day, due))) });
  }

  #save(): void {
    const url = URL.createObjectURL(new Blob([calendarFile(this.card, this.day)], { type: 'text/calendar' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${this.card.id ?? 'stadtlotse'}.ics`;
    link.click();
    URL.revokeObjectURL(url);
  }

  protected override render(): TemplateResult {
    const { t, card, done } = this;
    return html`<ul class="checklist">${card.items.map((item) => this.#item(item))}</ul>
      <p role=${this.statusRole} class="progress">${t('checklist.progress', { done: done.size, count: card.items.length })}</p>
      ${card.event ? this.#calendar(card.event) : nothing}
      <div class="actions">
        <button type="button" class="secondary" @click=${this.#print}>${t('checklist.print')}</button>
        ${this.day && card.event ? html`<button type="button" class="secondary" @click=${this.#save}>${t('checklist.calendar')}</button>` : nothing}
      </div>
      <p class="hint">${t('checklist.private')}</p>`;
  }

  #item(item: CardItem): TemplateResult {
    const { t } = this;
    const { label, value, entry } = item;
    const date = this.#date(item);
    return html`<li>
      <label>
        <input type="checkbox" .checked=${this.done.has(item)} @change=${() => this.#tick(item)} />
        <span><bdi>${value}</bdi> <small><bdi>${label}</bdi>${date ? html`, <strong dir="auto">${date}</strong>` : nothing}</small></span>
      </label>
      ${
        entry
          ? html`<button type="button" class="more" aria-label=${t('checklist.ask', { title: value })} @click=${() => this.emit('choice', { label: value, message: value, entry })}><span aria-hidden="true">›</span></button>`
          : nothing
      }
    </li>`;
  }

  #calendar(event: string): TemplateResult {
    return html`<label class="day">${event}
      <input type="date" .value=${this.day} @change=${({ currentTarget }: Event) => {
        if (currentTarget instanceof HTMLInputElement) this.day = currentTarget.value;
      }} />
    </label>`;
  }
}

define('stadtlotse-checklist', Checklist);
