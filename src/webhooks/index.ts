export { createHandover } from './createHandover.js';
export type { Handover, HandoverSettings } from './createHandover.js';
export { createIntake } from './createIntake.js';
export type { Intake, IntakeSettings } from './createIntake.js';
export { ROADMAP_KEY } from './planJobs.js';
export type { MoreJobs } from './planJobs.js';
export { routeDelivery } from './routeDelivery.js';
export type { RouteSettings } from './routeDelivery.js';
export type { Account, Routed, Work } from './types.js';
