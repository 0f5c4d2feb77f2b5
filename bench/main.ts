/** `npm run bench -- NAME …`: progress on standard error, one JSON object as the last line of standard output. */
/** Each is loaded when it is run: what the others need would be counted as its memory. */
const BENCHES: Readonly<Record<string, () => Promise<(argv: readonly string[]) => Promise<object>>>> = {
  agreement: async () => (await import('./agreement.js')).agreementBench,
  assess: async () => (await import('./assess.js')).assessBench,
  checkout: async () => (await import('./checkout.js')).checkoutBench,
  site: async () => (await import('./site.js')).siteBench,
  roadmap: async () => (await import('./roadmap.js')).roadmapBench,
  scan: async () => (await import('./scan.js')).scanBench,
  soak: async () => (await import('./soak.js')).soakBench,
  webhooks: async () => (await import('./webhooks.js')).webhooksBench,
};

// What tsx keeps of every file to tell its lines is no part of what is measured.
process.setSourceMapsEnabled(false);

const [name = '', ...argv] = process.argv.slice(2);
const load = BENCHES[name];
if (load === undefined) {
  process.stderr.write(
    `There is no benchmark "${name}". Choose between: ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  try {
    process.stdout.write(`${JSON.stringify(await (await load())(argv))}\n`);
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
