import { css } from 'lit';

export const handoverStyles = css`
  .handover {
    display: grid;
    gap: 0.75rem;
    margin-block: 1rem;
    padding: 0.75rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }

  .handover :is(h3, p) {
    margin: 0;
  }

  .handover label {
    display: grid;
    gap: 0.25rem;
  }

  .handover :is(textarea, select, input:not([type='checkbox'])) {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.5rem;
    border: 1.5px solid var(--control);
    border-radius: var(--radius);
    background: var(--background);
    color: inherit;
    font: inherit;
  }

  .handover .agree {
    grid-template-columns: auto 1fr;
    gap: 0.5rem;
  }

  .handover .agree input {
    inline-size: 1.5rem;
    block-size: 1.5rem;
    margin: 0;
  }

  .handover .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
`;
