/**
 * Whether a key belongs to an input method (Chinese, Japanese, Korean, Vietnamese): Safari ends a composition before it
 * tells of the key that ended it, with the code 229 (UI Events, keyCode of a composition).
 */
export function isComposing({ isComposing, keyCode }: KeyboardEvent): boolean {
  return isComposing || keyCode === 229;
}
