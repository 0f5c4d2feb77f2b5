/** `npm run bench -- NAME …`: progress on standard error, one JSON object as the last line of standard output. */
import { agreementBench } from './agreement.js';
import { assessBench } from './assess.js';
import { checkoutBench } from './checkout.js';
import { siteBench } from './site.js';
import { roadmapBench } from './roadmap.js';
import { scanBench } from './scan.js';
import { webhooksBench } from './webhooks.js';

const BENCHES: Readonly<Record<string, (argv: readonly string[]) => Promise<object>>> = {
  agreement: agreementBench,
  assess: assessBench,
  checkout: checkoutBench,
  site: siteBench,
  roadmap: roadmapBench,
  scan: scanBench,
  webhooks: webhooksBench,
};

const [name = '', ...argv] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  process.stderr.write(
    `There is no benchmark "${name}". Choose between: ${Object.keys(BENCHES).join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  try {
    process.stdout.write(`${JSON.stringify(await bench(argv))}\n`);
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
