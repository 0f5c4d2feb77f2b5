/** The form of the configuration files. What depends on the model or on other parts of the file is judged in `judge.ts`. */
import { z } from 'zod';

const name = z.string().trim().min(1).max(100);
const account = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?$/, { error: 'governance.account' });
/** `name` or `owner/name`. */
const repository = z
  .string()
  .regex(/^(?:[A-Za-z0-9][A-Za-z0-9-]{0,38}\/)?(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/, {
    error: 'products.repositoryName',
  });
const ownedRepository = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/, {
    error: 'products.ownedRepository',
  });
const team = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}$/, { error: 'products.team' });
const person = z.union([account, team], { error: 'products.person' });
const path = z.string().trim().min(1).max(300).refine(isInside, { error: 'products.path' });
const place = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}:[^:\s][^:]{0,298}$/, {
    error: 'products.place',
  })
  .refine((value) => isInside(value.slice(value.indexOf(':') + 1)), { error: 'products.place' });
const webAddress = z.string().max(2000).refine(isHttps, { error: 'products.link' });
/** YAML reads `2` as a number; people mean the name. */
const level = z.union([z.string(), z.number()], { error: 'products.level' }).transform(String);

export const explanationShape = z.strictObject({
  requirement: z.string().describe('Id of the requirement, such as F14.'),
  status: z
    .enum(['planned', 'deviation', 'not-relevant'])
    .describe('Planned, deliberately not followed, or not relevant.'),
  reason: z
    .string()
    .trim()
    .min(1, { error: 'products.reason' })
    .max(2000)
    .describe('Why, for people to read.'),
  until: z.iso
    .date({ error: (issue) => (issue.input === undefined ? undefined : 'products.date') })
    .describe('Last day it holds, YYYY-MM-DD.')
    .optional(),
  link: webAddress.describe('Where it was decided; https.').optional(),
  by: name.describe('Who decided it: a group or a role rather than a person.').optional(),
  accepted: z
    .boolean()
    .describe('The secretariat has accepted it; in the portfolio configuration alone.')
    .optional(),
});

const settings = {
  declaration: path.describe('File or folder with the self-evaluation; the newest wins.').optional(),
  targetLevel: level.describe('The level the product aims at, such as sandbox, 1, 2 or 3.').optional(),
  language: z.enum(['da', 'en']).describe('Language of the issues; da where nothing is said.').optional(),
  issues: z
    .enum(['auto', 'on-request', 'off'])
    .describe(
      'Whether missing documents get issues by themselves, when asked for, or never; auto where nothing is said.',
    )
    .optional(),
  openIssues: z
    .int()
    .min(0)
    .max(30)
    .describe('At most this many document issues open at once; 5 where nothing is said.')
    .optional(),
  pullRequestCheck: z
    .enum(['off', 'advise', 'block'])
    .describe('What is said on pull requests; advise where nothing is said.')
    .optional(),
  examples: z
    .boolean()
    .describe('May be shown to other products as an example; true where nothing is said.')
    .optional(),
  proposals: z
    .boolean()
    .describe(
      'Missing documents are proposed as pull requests with their template; false where nothing is said.',
    )
    .optional(),
  explanations: z.array(explanationShape).max(100).describe('Follow or explain.').optional(),
  roadmap: z
    .boolean()
    .describe('Milestones go to the portfolio roadmap; true where nothing is said.')
    .optional(),
  plans: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, { error: 'products.plan' }))
    .describe('Plans whose milestones are made.')
    .optional(),
  roles: z
    .strictObject({
      coordinator: z.array(person).optional(),
      maintainer: z.array(person).optional(),
      'steering-group': z.array(person).optional(),
      student: z.array(person).optional(),
    })
    .describe('Accounts or organisation/team by role; shown, never notified.')
    .optional(),
};

function productWith<R extends z.ZodType, H extends z.ZodType>(repositories: R, home: H) {
  return z.strictObject({
    name: name.describe('What people call the product.'),
    repositories,
    home,
    main: home,
    ...settings,
  });
}

const homeText = 'One of the product’s repositories: where the maturity issue lives.';
export const productShape = productWith(
  z.array(repository).min(1).max(200).describe('All repositories of the product.').optional(),
  repository.describe(homeText).optional(),
);
export const portfolioProductShape = productWith(
  z
    .array(ownedRepository)
    .min(1)
    .max(200)
    .describe('All repositories of the product, with their owners.')
    .optional(),
  ownedRepository.describe(homeText).optional(),
);

const version = z.literal(1, {
  error: (issue) => (issue.input === undefined ? undefined : 'products.version'),
});

export const organisationShape = z.strictObject({
  version,
  language: z.enum(['da', 'en']).describe('For all products that say nothing else.').optional(),
  products: z.array(productShape).max(200).describe('Leave the list empty if there are no products here.'),
});

export const portfolioShape = z.strictObject({
  version,
  language: z.enum(['da', 'en']).describe('For all products that say nothing else.').optional(),
  organisations: z.array(account).describe('Accounts that are served; others get nothing.').optional(),
  products: z.array(portfolioProductShape).max(500).describe('Win over what organisations say.').optional(),
  model: z
    .union([place, path], { error: 'products.model' })
    .describe('Path, or owner/repository:path.')
    .optional(),
  wording: place.describe('owner/repository:path of the authoritative template.').optional(),
  evaluations: place.describe('owner/repository:path of the folder with people’s evaluations.').optional(),
  roadmap: z
    .strictObject({
      owner: account.describe('The organisation that owns the project.'),
      project: z
        .int()
        .min(1)
        .describe('Number of the project, as in its address; left out until `roadmap setup` has made it.')
        .optional(),
      issues: z
        .boolean()
        .describe('Whether the app’s own issues are shown beside the milestones.')
        .optional(),
      statusUpdate: z.enum(['off', 'weekly', 'monthly']).optional(),
      atRisk: z
        .strictObject({
          ahead: z
            .number()
            .min(0)
            .max(1)
            .describe('How far time spent may run ahead of work done, 0 to 1; 0.25 where nothing is said.')
            .optional(),
          soonDays: z
            .int()
            .min(0)
            .max(365)
            .describe(
              'A milestone without issues is at risk so many days before it is due; 14 where nothing is said.',
            )
            .optional(),
        })
        .describe('When a milestone is at risk.')
        .optional(),
    })
    .optional(),
  secretariat: z
    .strictObject({ team: team.optional(), accounts: z.array(account).optional() })
    .describe('Who may accept explanations.')
    .optional(),
  site: z
    .strictObject({
      public: z.boolean().optional(),
      baseUrl: webAddress.optional(),
      decidedLevels: z
        .boolean()
        .describe(
          'Whether decided levels are shown to everybody although the evaluations are private; false where nothing is said.',
        )
        .optional(),
    })
    .describe('The portfolio site.')
    .optional(),
});

/** Fields that only a portfolio file has; one of them tells the two kinds of file apart. */
export const PORTFOLIO_FIELDS = [
  'organisations',
  'model',
  'wording',
  'evaluations',
  'roadmap',
  'secretariat',
  'site',
];

function isInside(value: string): boolean {
  if (value.startsWith('/') || value.includes('\\')) return false;
  const parts = value.replace(/\/$/, '').split('/');
  return parts.every((part) => part.trim() !== '' && part !== '.' && part !== '..');
}

function isHttps(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return protocol === 'https:' && username === '' && password === '';
}
