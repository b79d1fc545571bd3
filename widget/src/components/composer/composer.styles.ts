import { css } from 'lit';

export const composerStyles = css`
  .composer {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0.25rem 0.5rem;
    align-items: end;
    padding: 0.75rem 1.25rem max(0.75rem, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--line);
    background: var(--background);
  }
  .composer textarea {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 2.75rem;
    max-block-size: 8rem;
    padding: 0.5rem 0.75rem;
    border: 1.5px solid var(--control);
    border-radius: var(--radius);
    background: var(--background);
    color: inherit;
    font: inherit;
    resize: none;
  }
  .composer textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .composer p {
    grid-column: 1 / -1;
    margin: 0;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .composer [role='listbox'] {
    grid-column: 1 / -1;
    margin: 0 0 0.25rem;
    padding: 0;
    list-style: none;
  }
  .composer [role='listbox'][hidden] {
    display: none;
  }
  .composer [role='option'] {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 0.75rem;
    padding: 0.625rem 0.5rem;
    border-radius: calc(var(--radius) * 0.5);
    cursor: pointer;
  }
  .composer [role='option'] small {
    color: var(--muted);
  }
  .composer [role='option']:hover {
    background: var(--hover);
  }
  .composer [role='option'][aria-selected='true'] {
    background: var(--hover);
    outline: 2px solid var(--brand-line);
    outline-offset: -2px;
  }
  .composer .dictation {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.5rem;
  }
  .composer .dictation small {
    flex: 1 1 12rem;
    font-size: inherit;
  }
`;
