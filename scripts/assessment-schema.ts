/** Writes schemas/assessment.schema.json anew: `node --import tsx scripts/assessment-schema.ts`. A test says when that is needed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { assessmentJsonSchema } from '../src/reports/index.js';

const folder = new URL('../schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(
  new URL('assessment.schema.json', folder),
  `${JSON.stringify(assessmentJsonSchema(), null, 2)}\n`,
);
