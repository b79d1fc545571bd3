// Loaded into a server by the canary test: lets it end in the ways that cannot be had from outside.
process.on('SIGUSR2', () => {
  throw new TypeError(process.env.CANARY);
});
process.on('SIGWINCH', () => {
  const kept = [];
  for (;;) kept.push(Array.from({ length: 100_000 }, () => process.env.CANARY + Math.random()));
});
