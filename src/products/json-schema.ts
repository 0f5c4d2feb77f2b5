import { z } from 'zod';
import { organisationShape, portfolioShape } from './schema.js';

type JsonSchema = Record<string, unknown>;
const SETTINGS = { target: 'draft-7', io: 'input', unrepresentable: 'any' } as const;

/** JSON Schema of `os2modning.yml`, for editors. */
export function configurationJsonSchema(): JsonSchema {
  return { ...z.toJSONSchema(organisationShape, SETTINGS), title: 'OS2modning: configuration of products' };
}

/** JSON Schema of `os2modning-portfolio.yml`, for editors. */
export function portfolioJsonSchema(): JsonSchema {
  return { ...z.toJSONSchema(portfolioShape, SETTINGS), title: 'OS2modning: portfolio configuration' };
}
