import { css } from 'lit';

export const conversationStyles = css`
  stadtlotse-conversation {
    display: flex;
    flex-direction: column;
    flex: 1;
    min-block-size: 0;
  }
  .scroller {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1rem 1.25rem 0;
  }
  .live {
    padding: 0.5rem 1.25rem;
  }
  .live .notice {
    margin: 0;
  }
  .searching {
    display: flex;
    justify-content: space-between;
    align-items: center;
    color: var(--muted);
  }
  .searching p {
    margin: 0;
  }
  .searching:has(button) {
    padding-block-end: 0.75rem;
  }
  [part~='error'] {
    margin-block-end: 0.75rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--error);
    border-radius: var(--radius);
  }
  [part~='error'] p {
    margin: 0 0 0.5rem;
  }
  [part~='error'] p:last-child {
    margin: 0;
  }
`;
