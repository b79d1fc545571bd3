/** Whether an area is a postcode. */
export function isPostcode(area: string): boolean {
  return /^\d{5}$/.test(area);
}

/**
 * Whether an area lies in a municipality or around it: `area` is an AGS of 2 to 8 digits or an ARS of 12 (Destatis), `ags`
 * the municipality's AGS.
 */
export function covers(area: string, ags: string): boolean {
  const own = /^\d{12}$/.test(area) ? area.slice(0, 5) + area.slice(9) : area;
  const [, prefix = own] = /^(\d{2})0{6}$/.exec(own) ?? /^(\d{5})000$/.exec(own) ?? [];
  return ags.startsWith(prefix);
}
