import { branches } from './branches.js';
import { container } from './container.js';
import { development } from './development.js';
import { document } from './document.js';
import { documentation } from './documentation.js';
import { file } from './file.js';
import { issues } from './issues.js';
import { licence } from './licence.js';
import { link } from './link.js';
import { minutes } from './minutes.js';
import { ownership } from './ownership.js';
import { publiccode } from './publiccode.js';
import { setting } from './setting.js';
import type { Probe, ProbeContext, ProbeFinding } from './types.js';

/** Every probe a model may name. */
export const PROBES = {
  branches,
  container,
  development,
  document,
  documentation,
  file,
  issues,
  licence,
  link,
  minutes,
  ownership,
  publiccode,
  setting,
} as const;

export type ProbeName = keyof typeof PROBES;

/**
 * Asks one probe. The parameters are those of a model that has been checked against `PROBES`;
 * a name that is none of them throws, since the check has let a wrong model through.
 */
export function ask(name: string, context: ProbeContext, parameters: unknown): ProbeFinding {
  const probe = Object.hasOwn(PROBES, name) ? (PROBES[name as ProbeName] as Probe<unknown>) : undefined;
  if (probe === undefined)
    throw new Error(`The model asks a probe "${name}" that does not exist. Run "os2modning model check".`);
  return probe.find(context, parameters);
}
