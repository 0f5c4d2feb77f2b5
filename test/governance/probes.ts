import { z } from 'zod';
import type { ProbeCatalogue } from '../../src/governance/index.js';

/** Two invented probes: the room under test knows none. */
export const PROBES: ProbeCatalogue = {
  paper: {
    parameters: z.strictObject({
      name: z.string(),
      kinds: z.array(z.enum(['text', 'sheet'])).default(['text']),
    }),
    measures: ['words'],
  },
  pulse: { parameters: z.strictObject({}), measures: ['perMonth', 'dumpShare'] },
};
