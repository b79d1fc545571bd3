import { css } from 'lit';

export const checklistStyles = css`
  stadtlotse-checklist {
    display: block;
  }
  .checklist {
    margin: 0.5rem 0;
    padding: 0;
    list-style: none;
  }
  .checklist li {
    display: flex;
    align-items: flex-start;
    gap: 0.25rem;
    border-block-start: 1px solid var(--line);
  }
  .checklist label {
    display: flex;
    flex: 1;
    gap: 0.625rem;
    padding-block: 0.5rem;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .checklist input,
  .day input {
    accent-color: var(--brand);
    font: inherit;
  }
  .checklist input {
    flex: none;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    margin: 0;
  }
  .checklist small {
    display: block;
    color: var(--muted);
  }
  .checklist small strong {
    color: var(--text);
  }
  .checklist .more {
    flex: none;
    min-inline-size: 2.75rem;
    min-block-size: 2.75rem;
    border: 0;
    border-radius: var(--radius);
    background: transparent;
    color: var(--link);
    font: inherit;
    font-size: 1.5rem;
    line-height: 1;
    cursor: pointer;
  }
  [part='message'][dir='rtl'] .checklist .more span {
    display: inline-block;
    transform: scaleX(-1);
  }
  .checklist .more:hover {
    background: var(--hover);
  }
  .day {
    display: block;
    margin-block: 0.75rem;
    font-weight: 600;
  }
  .day input {
    display: block;
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 2.75rem;
    margin-block-start: 0.25rem;
    padding-inline: 0.75rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.66);
    background: var(--background);
    color: var(--text);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .progress,
  .hint {
    margin-block: 0.5rem;
    color: var(--muted);
    font-size: 0.875rem;
  }
`;
