/** Writes docs/requirements.md anew: `npm run docs:requirements`. A test says when that is needed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { readModel } from '../src/governance/index.js';
import { PROBES } from '../src/probes/index.js';
import { requirementsPage } from './requirements-page.js';

const MODEL = new URL('../governance/os2-1.1.yml', import.meta.url);
const PAGE = new URL('../docs/requirements.md', import.meta.url);

const { model, mistakes } = readModel(readFileSync(MODEL, 'utf8'), { file: 'os2-1.1.yml', probes: PROBES });
if (model === null) throw new Error(`The model has mistakes: ${JSON.stringify(mistakes)}`);
const path = fileURLToPath(PAGE);
const options = (await prettier.resolveConfig(path)) ?? {};
writeFileSync(PAGE, await prettier.format(requirementsPage(model), { ...options, filepath: path }));
