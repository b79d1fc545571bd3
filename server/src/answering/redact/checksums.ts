/** ISO/IEC 7812-1, annex B. */
export function isCard(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const value = index % 2 === 1 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return digits.length >= 13 && digits.length <= 19 && sum % 10 === 0 && /^[2-6]/.test(digits);
}

/** § 139b AO: ISO 7064 MOD 11,10 over the first ten digits. */
export function isTaxId(digits: string): boolean {
  if (digits.length !== 11 || digits.startsWith('0')) return false;
  let product = 10;
  for (const digit of digits.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits[10]);
}

/** VKVV § 2: area, birthday, first letter of the name, serial number and check digit, e.g. `15070649C103`. */
export function isSocialInsurance(text: string): boolean {
  const [, head = '', letter = '', serial = '', check = ''] = /^(\d{8})([A-Z])(\d{2})(\d)$/.exec(text) ?? [];
  if (letter === '') return false;
  const number = String(letter.charCodeAt(0) - 64).padStart(2, '0');
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
  const digits = [...head, ...number, ...serial].map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const product = digit * (weights[index] ?? 0);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return sum % 10 === Number(check);
}

/** ICAO Doc 9303: weights 7, 3, 1; the last digit checks the nine before it. */
export function isDocumentNumber(text: string): boolean {
  const weights = [7, 3, 1];
  const sum = [...text.slice(0, 9)].reduce(
    (total, character, index) => total + Number.parseInt(character, 36) * (weights[index % 3] ?? 0),
    0,
  );
  return text.length === 10 && sum % 10 === Number(text[9]);
}
