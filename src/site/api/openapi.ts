/** The OpenAPI 3.1 description of `/api/v1`, made from the shapes and addresses that answer. */
import { z } from 'zod';
import { API_SCHEMAS, type ApiSchema } from './schemas.js';

interface Operation {
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly answers: ApiSchema | 'assessment' | 'csv';
  readonly parameters?: readonly Parameter[];
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly description: string;
  readonly schema: object;
}

const text = { type: 'string' } as const;
const slug: Parameter = {
  name: 'slug',
  in: 'path',
  description: 'The product’s name in addresses.',
  schema: text,
};
const PAGING: readonly Parameter[] = [
  { name: 'page', in: 'query', description: 'From 1.', schema: { type: 'integer', minimum: 1, default: 1 } },
  {
    name: 'perPage',
    in: 'query',
    description: 'How many at most.',
    schema: { type: 'integer', minimum: 1, maximum: 200, default: 100 },
  },
];
const LANGUAGE: Parameter = {
  name: 'lang',
  in: 'query',
  description: 'Language of words in the file; else the Accept-Language header’s, else Danish.',
  schema: { type: 'string', enum: ['da', 'en'] },
};
function filter(name: string, description: string): Parameter {
  return { name, in: 'query', description, schema: text };
}
function dayFilter(name: string, description: string): Parameter {
  return { name, in: 'query', description, schema: { type: 'string', format: 'date' } };
}

/** Every address but this description's own. */
export const OPERATIONS: readonly Operation[] = [
  { path: '/portfolio', id: 'portfolio', summary: 'The portfolio in figures.', answers: 'Portfolio' },
  {
    path: '/portfolio.csv',
    id: 'portfolioCsv',
    summary: 'Every product on a line, with a column for each requirement.',
    answers: 'csv',
    parameters: [LANGUAGE],
  },
  {
    path: '/products',
    id: 'products',
    summary: 'Products by name.',
    answers: 'ProductPage',
    parameters: [
      ...PAGING,
      filter(
        'level',
        'Only those at this level: the decided one, else the indicative; `none` below the lowest.',
      ),
      filter('organisation', 'Only those with a repository of this account.'),
    ],
  },
  {
    path: '/products/{slug}',
    id: 'product',
    summary: 'One product.',
    answers: 'ProductDetail',
    parameters: [slug],
  },
  {
    path: '/products/{slug}/assessment',
    id: 'assessment',
    summary: 'The newest assessment, with its evidence.',
    answers: 'assessment',
    parameters: [slug],
  },
  {
    path: '/requirements',
    id: 'requirements',
    summary: 'The model’s requirements and how the portfolio stands.',
    answers: 'RequirementPage',
    parameters: PAGING,
  },
  {
    path: '/requirements/{id}',
    id: 'requirement',
    summary: 'One requirement, product by product.',
    answers: 'RequirementDetail',
    parameters: [{ name: 'id', in: 'path', description: 'Such as F4.', schema: text }],
  },
  {
    path: '/tasks',
    id: 'tasks',
    summary: 'Open issues about missing documents, oldest first.',
    answers: 'TaskPage',
    parameters: [
      ...PAGING,
      filter('effort', 'small, medium or large.'),
      filter('product', 'Slug of a product.'),
    ],
  },
  {
    path: '/tasks.csv',
    id: 'tasksCsv',
    summary: 'The same as a file.',
    answers: 'csv',
    parameters: [LANGUAGE],
  },
  {
    path: '/milestones',
    id: 'milestones',
    summary: 'Milestones by due day.',
    answers: 'MilestonePage',
    parameters: [...PAGING, filter('product', 'Slug of a product.')],
  },
  {
    path: '/milestones.csv',
    id: 'milestonesCsv',
    summary: 'The same as a file.',
    answers: 'csv',
    parameters: [LANGUAGE],
  },
  {
    path: '/reports',
    id: 'reports',
    summary: 'Reports to fetch.',
    answers: 'ReportPage',
    parameters: PAGING,
  },
  {
    path: '/reports/portfolio',
    id: 'portfolioReport',
    summary: 'What has changed in the portfolio, what is common, and where support is needed.',
    answers: 'PortfolioReport',
    parameters: [
      dayFilter('from', 'First day; the half year that is under way begins where nothing is said.'),
    ],
  },
];

/** As schemas/openapi.json holds it. */
export function openApiDocument(): object {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(API_SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    uri: (id) => `#/components/schemas/${id}`,
  });
  const bare = Object.entries(schemas).map(([id, schema]) => {
    // The whole description says the dialect, and where each schema stands.
    const own = Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id');
    return [id, Object.fromEntries(own)];
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'OS2modning',
      version: '1',
      description:
        'How mature the public products of a network are, as JSON and CSV. Read-only, without keys; only what everybody may see. ' +
        'Answers carry an ETag: ask with If-None-Match. Fields may be added, never renamed or removed, in version 1.',
      license: { name: 'MPL-2.0', identifier: 'MPL-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    security: [],
    paths: Object.fromEntries(OPERATIONS.map((operation) => [operation.path, { get: described(operation) }])),
    components: { schemas: Object.fromEntries(bare) as object },
  };
}

function described({ id, summary, answers, parameters = [] }: Operation): object {
  return {
    operationId: id,
    summary,
    parameters: parameters.map((one) => ({ ...one, required: one.in === 'path' })),
    responses: {
      '200': { description: 'The answer.', headers: HEADERS, content: contentOf(answers) },
      '304': { description: 'Nothing has changed since the answer with this ETag.' },
      ...Object.fromEntries(
        (['400', '404', '429', '500'] as const).map((status) => [
          status,
          { description: PROBLEMS[status], content: { 'application/problem+json': ref('Problem') } },
        ]),
      ),
    },
  };
}

const HEADERS = { ETag: { description: 'Of this answer.', schema: { type: 'string' } } };
const PROBLEMS = {
  '400': 'A parameter cannot be read.',
  '404': 'There is nothing here that everybody may see.',
  '429': 'Too many requests; Retry-After says when.',
  '500': 'The answer could not be made.',
} as const;

function contentOf(answers: Operation['answers']): object {
  if (answers === 'csv') return { 'text/csv': { schema: { type: 'string' } } };
  // Served beside this description, and versioned by itself.
  if (answers === 'assessment') return { 'application/json': { schema: { $ref: 'assessment.schema.json' } } };
  return { 'application/json': ref(answers) };
}

function ref(name: ApiSchema): object {
  return { schema: { $ref: `#/components/schemas/${name}` } };
}
