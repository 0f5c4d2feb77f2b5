/** What kind of product it is, for finding others like it. Coarse on purpose: a hint of likeness, no judgement. */
import type { ProductFacts, RepositoryFacts } from '../facts/index.js';
import { counts } from '../probes/index.js';

export interface ProductTraits {
  /** What it is, in lower case: GitHub topics, and `softwareType` of publiccode.yml. */
  readonly kinds: readonly string[];
  /** What it is made with, in lower case: languages that make up a tenth of its code, and build tools. */
  readonly stack: readonly string[];
}

/** By file extension; related dialects are one. */
const LANGUAGES: Readonly<Record<string, string>> = {
  cs: '.net',
  vb: '.net',
  fs: '.net',
  cshtml: '.net',
  java: 'java',
  kt: 'kotlin',
  php: 'php',
  module: 'php',
  twig: 'php',
  py: 'python',
  js: 'javascript',
  jsx: 'javascript',
  ts: 'javascript',
  tsx: 'javascript',
  vue: 'javascript',
  svelte: 'javascript',
  rb: 'ruby',
  go: 'go',
  rs: 'rust',
  swift: 'swift',
  dart: 'dart',
  c: 'c',
  cpp: 'c',
  sh: 'shell',
};
/** By file name. */
const TOOLS: Readonly<Record<string, string>> = {
  'composer.json': 'composer',
  'pom.xml': 'maven',
  'build.gradle': 'gradle',
  'package.json': 'npm',
  'pyproject.toml': 'python packaging',
  'requirements.txt': 'python packaging',
  'manage.py': 'django',
  'angular.json': 'angular',
  dockerfile: 'container',
  'chart.yaml': 'helm',
};
/** Topics that say nothing of the kind. */
const COMMON = /^(os2.*|hacktoberfest|open-?source|denmark|danish|public-?sector|public-?code|publiccode)$/;
const SOFTWARE_TYPE = /^softwareType:[ \t]*["']?([\w/-]{1,40})/m;
/** A language with less than this share of the code says little. */
const SMALLEST_SHARE = 0.1;

export function productTraits(facts: ProductFacts): ProductTraits {
  const kinds = new Set<string>();
  const stack = new Set<string>();
  const files = new Map<string, number>();
  for (const repository of facts.repositories.filter(counts)) {
    for (const kind of kindsOf(repository)) kinds.add(kind);
    if (repository.files.state !== 'known') continue;
    for (const { extension, lowerName, vendored, kind } of repository.files.value.entries) {
      if (vendored || kind !== 'file') continue;
      const tool = Object.hasOwn(TOOLS, lowerName) ? TOOLS[lowerName] : undefined;
      if (tool !== undefined) stack.add(tool);
      const language = Object.hasOwn(LANGUAGES, extension) ? LANGUAGES[extension] : undefined;
      if (language !== undefined) files.set(language, (files.get(language) ?? 0) + 1);
    }
  }
  const total = [...files.values()].reduce((sum, count) => sum + count, 0);
  for (const [language, count] of files) if (count >= total * SMALLEST_SHARE) stack.add(language);
  return { kinds: [...kinds].sort(), stack: [...stack].sort() };
}

function kindsOf({ topics, documents }: RepositoryFacts): readonly string[] {
  const named = topics.state === 'known' ? topics.value.map((topic) => topic.toLowerCase()) : [];
  const type = SOFTWARE_TYPE.exec(documents.get('publiccode.yml')?.text ?? '')?.[1];
  return [
    ...named.filter((topic) => !COMMON.test(topic)),
    ...(type === undefined ? [] : [type.toLowerCase()]),
  ];
}
