import { css } from 'lit';

export const keepStyles = css`
  .keep,
  stadtlotse-keep {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
    font-size: 0.875rem;
  }
  .keep {
    margin-block: 0.5rem;
  }
  .keep :is(button, a) {
    min-block-size: 1.75rem;
    padding: 0.25rem 0;
    border: 0;
    background: none;
    color: var(--link);
    font: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
  .keep p {
    margin: 0;
    color: var(--muted);
  }
`;
