import { z } from 'zod';
import { evidenceShape, modelShape } from './schema.js';
import type { ProbeCatalogue } from './types.js';

type JsonSchema = Record<string, unknown>;
const SETTINGS = { target: 'draft-7', io: 'input', unrepresentable: 'any' } as const;

/** JSON Schema of a model file for editors, with what each probe takes; the rules between its parts are beyond a schema. */
export function modelJsonSchema(probes: ProbeCatalogue): JsonSchema {
  const schema: JsonSchema = z.toJSONSchema(modelShape, {
    ...SETTINGS,
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === evidenceShape) Object.assign(jsonSchema, callsOf(probes));
    },
  });
  return { ...schema, title: 'OS2modning: governance model' };
}

function callsOf(probes: ProbeCatalogue): JsonSchema {
  const names = Object.keys(probes).sort();
  return {
    allOf: [
      { properties: { probe: { enum: names } } },
      ...names.map((name) => ({
        if: { properties: { probe: { const: name } } },
        then: { properties: propertiesOf(probes[name]) },
      })),
    ],
  };
}

function propertiesOf(probe: ProbeCatalogue[string] | undefined): JsonSchema {
  if (probe === undefined) return {};
  const parameters: JsonSchema = z.toJSONSchema(probe.parameters, SETTINGS);
  delete parameters.$schema;
  return { with: parameters, where: { type: 'object', propertyNames: { enum: probe.measures } } };
}
