/** Writes the JSON Schemas of the files that people write: `npm run schemas`. Tests say when that is needed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { modelJsonSchema } from '../src/governance/index.js';
import { PROBES } from '../src/probes/index.js';
import { configurationJsonSchema, portfolioJsonSchema } from '../src/products/index.js';
import { planJsonSchema } from '../src/roadmap/index.js';
import { openApiDocument } from '../src/site/index.js';

const FOLDER = new URL('../schemas/', import.meta.url);
const SCHEMAS = {
  'model.schema.json': modelJsonSchema(PROBES),
  'configuration.schema.json': configurationJsonSchema(),
  'portfolio.schema.json': portfolioJsonSchema(),
  'plan.schema.json': planJsonSchema(),
  'openapi.json': openApiDocument(),
};

mkdirSync(FOLDER, { recursive: true });
for (const [name, schema] of Object.entries(SCHEMAS)) {
  writeFileSync(new URL(name, FOLDER), `${JSON.stringify(schema, null, 2)}\n`);
}
