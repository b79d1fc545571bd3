/**
 * Nothing leaves the server (promise 1): the runtime would otherwise tell its maker how it is used, and keep an id for it in
 * the user's cache folder. It looks at the environment of the process when it is loaded, which a thread cannot change; so
 * this stands before it, and where the thread is started. `test/security/canary.test.ts` proves that it holds.
 */
process.env.ORT_DISABLE_TELEMETRY = '1';
