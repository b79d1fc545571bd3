// Loaded into a server by the fault tests: its clock jumps a day forward with one signal and a day back with the other.
const DAY = 24 * 60 * 60 * 1000;
let offset = 0;
const now = Date.now;
Date.now = () => now() + offset;
globalThis.Date = new Proxy(Date, {
  construct: (target, args, itself) =>
    Reflect.construct(target, args.length > 0 ? args : [Date.now()], itself),
});
process.on('SIGUSR2', () => {
  offset += DAY;
});
process.on('SIGWINCH', () => {
  offset -= DAY;
});
