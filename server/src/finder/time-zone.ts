/** German cities live in one time zone. The `opening_hours` library reckons in that of the process, so it is set here. */
export const TIME_ZONE = 'Europe/Berlin';
process.env.TZ = TIME_ZONE;
