import { css } from 'lit';

export const consentStyles = css`
  stadtlotse-consent,
  .refused {
    display: block;
    overflow-y: auto;
    padding: 0.5rem 1.25rem 1.25rem;
  }
  .consent h3,
  .refused h3 {
    margin: 0.5rem 0;
    font-size: 1.125rem;
  }
  .consent p,
  .refused p {
    margin-block: 0.5rem;
  }
  .consent summary {
    padding-block: 0.25rem;
    min-block-size: 1.5rem;
    color: var(--link);
    cursor: pointer;
  }
  .consent dl {
    margin: 0.25rem 0;
    font-size: 0.9375rem;
  }
  .consent dt {
    font-weight: 600;
  }
  .consent dd {
    margin: 0 0 0.5rem;
    overflow-wrap: anywhere;
  }
  .consent fieldset {
    margin: 0.75rem 0;
    padding: 0;
    border: 0;
  }
  .consent legend {
    padding: 0;
    font-weight: 600;
  }
  .consent label {
    display: flex;
    gap: 0.75rem;
    align-items: flex-start;
    padding-block: 0.625rem;
    cursor: pointer;
  }
  .consent input {
    flex: none;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    margin: 0;
    accent-color: var(--brand);
  }
  .consent small {
    display: block;
    font-size: 0.875rem;
    color: var(--muted);
  }
  .consent label.unavailable {
    color: var(--muted);
    cursor: default;
  }
  .field-error {
    margin: 0;
    color: var(--error);
    font-weight: 600;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
  }
  .actions > * {
    flex: 1 1 9rem;
  }
`;
