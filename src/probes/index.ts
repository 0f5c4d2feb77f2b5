export { ask, PROBES } from './catalogue.js';
export { counts, createProbeContext, isAmongTests, isCode, type ProbeSettings } from './context.js';
export { monthsBetween } from './days.js';
export { publiccodeProblems } from './publiccode.js';
export type { Probe, ProbeContext, ProbeFinding, Saying, Sighting } from './types.js';
