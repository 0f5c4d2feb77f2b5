/** What `npm start` runs, from the source. */
import { run } from '../../../src/index.js';

await run(process.env, process.stderr);
