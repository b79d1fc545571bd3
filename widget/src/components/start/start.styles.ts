import { css } from 'lit';

export const startStyles = css`
  .welcome {
    margin-block: 0 0.75rem;
    font-size: 1.25em;
    line-height: 1.35;
  }
  .start h3 {
    margin: 1rem 0 0;
    font-size: 1em;
    font-weight: 600;
  }
  .start .topics {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(9.5rem, 100%), 1fr));
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .start .topics [part~='choice'] {
    display: flex;
    flex-direction: column;
    gap: 0.375rem;
    inline-size: 100%;
    block-size: 100%;
    padding: 0.625rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) * 0.66);
    color: var(--text);
    font-weight: 600;
    line-height: 1.3;
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  .start .topics [part~='choice']:hover {
    border-color: var(--brand-line);
    background: var(--hover);
  }
  .start .picture {
    inline-size: 1.75rem;
    block-size: 1.75rem;
    fill: none;
    stroke: var(--link);
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .start .more {
    margin-block: 0.75rem;
  }
  .start .more summary {
    padding-block: 0.625rem;
    color: var(--link);
    cursor: pointer;
  }
`;
