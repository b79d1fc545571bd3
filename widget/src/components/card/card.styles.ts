import { css } from 'lit';

export const cardStyles = css`
  .card {
    margin-block: 0.75rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--line);
    border-inline-start: 4px solid var(--brand);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .card h4 {
    margin: 0 0 0.25rem;
    font-size: 1rem;
  }
  .card summary {
    min-block-size: 1.5rem;
    font-weight: 600;
    cursor: pointer;
  }
  .card dl {
    margin: 0;
  }
  .card dl > div {
    padding-block: 0.125rem;
  }
  .card dt {
    color: var(--muted);
    font-size: 0.875rem;
  }
  .card dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .card dd a {
    display: inline-block;
    min-block-size: 1.5rem;
  }
`;
