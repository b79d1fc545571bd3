import { css } from 'lit';

export const messageStyles = css`
  stadtlotse-message {
    display: block;
  }
  .message {
    max-inline-size: 46rem;
    margin-block: 0 1rem;
    overflow-wrap: break-word;
  }
  .message.user {
    inline-size: fit-content;
    max-inline-size: 85%;
    margin-inline-start: auto;
    padding: 0.5rem 1rem;
    border-radius: var(--radius) var(--radius) 0.25rem var(--radius);
    background: var(--brand);
    color: var(--on-brand);
  }
  .message.person {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--link);
  }
  .message.user p,
  .message.person .text {
    margin: 0;
    white-space: pre-wrap;
  }
  .message .text > :first-child {
    margin-block-start: 0;
  }
  .message .text > :last-child {
    margin-block-end: 0;
  }
  .message ul,
  .message ol {
    padding-inline-start: 1.25rem;
  }
  .message li + li {
    margin-block-start: 0.25rem;
  }
  .message.streaming {
    color: var(--muted);
  }
  .notice {
    padding: 0.5rem 0.75rem;
    border-radius: var(--radius);
    background: var(--note);
    font-size: 0.9375rem;
  }
  .provenance {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    margin-block: 0.75rem 0.25rem;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .provenance::before {
    content: '';
    flex: none;
    inline-size: 0.625rem;
    block-size: 0.625rem;
    border-radius: 50%;
    border: 2px solid var(--link);
  }
  [data-provenance='curated'] .provenance::before {
    background: var(--link);
  }
  .sources {
    font-size: 0.9375rem;
  }
  .sources h4 {
    margin: 0;
    font-size: 0.875rem;
    color: var(--muted);
    font-weight: 400;
  }
  .message .sources ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .sources a {
    display: inline-block;
    min-block-size: 1.5rem;
  }
  .sources small {
    white-space: nowrap;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .message ul.choices,
  ul.choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block: 0.75rem;
    padding: 0;
    list-style: none;
  }
  .message ul.choices li + li,
  ul.choices li + li {
    margin: 0;
  }
  [part~='choice'] {
    all: unset;
    box-sizing: border-box;
    min-block-size: 2.75rem;
    padding: 0.5rem 1rem;
    border: 1.5px solid var(--brand-line);
    border-radius: 1.375rem;
    color: var(--link);
    cursor: pointer;
  }
  [part~='choice']:hover {
    background: var(--hover);
  }
  .feedback {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    margin-block: 0.5rem 0;
    color: var(--muted);
    font-size: 0.875rem;
  }
  .feedback button {
    all: unset;
    box-sizing: border-box;
    min-block-size: 1.75rem;
    padding-inline: 0.5rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    color: var(--text);
    cursor: pointer;
  }
  .feedback button:hover {
    background: var(--hover);
  }
`;
