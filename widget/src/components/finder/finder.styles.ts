import { css } from 'lit';

export const finderStyles = css`
  .finder label,
  .finder h3 {
    display: block;
    margin: 1rem 0 0.375rem;
    font-size: 1rem;
    font-weight: 600;
  }
  .finder input {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding-inline: 0.75rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.66);
    background: var(--background);
    color: var(--text);
    font: inherit;
  }
  .finder input::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .finder [role='listbox'] {
    margin: 0.25rem 0 0;
    padding: 0.25rem;
    border: 1px solid var(--control);
    border-radius: calc(var(--radius) * 0.66);
    background: var(--surface);
    list-style: none;
  }
  .finder [role='option'] {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 0.75rem;
    padding: 0.625rem 0.5rem;
    border-radius: calc(var(--radius) * 0.5);
    cursor: pointer;
  }
  .finder [role='option'] small {
    color: var(--muted);
  }
  .finder [role='option']:hover {
    background: var(--hover);
  }
  .finder [role='option'][aria-selected='true'] {
    background: var(--hover);
    outline: 2px solid var(--brand-line);
    outline-offset: -2px;
  }
  .finder .none {
    margin-block: 0.5rem;
    color: var(--muted);
  }
`;
