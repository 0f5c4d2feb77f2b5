/** A stand-in for api.github.com over HTTP, for tests, demo, benchmarks and chaos. See README.md. */
export { createSimulator, warmUp, type Simulator } from './createSimulator.js';
export { createManualClock, type Clock, type ManualClock, type SimulatorOptions } from './options.js';
export { fullMix, type FaultMix, type RequestFault, type ScriptedFault } from './faults.js';
export type { ExportedState, ExportedIssue, ExportedProject } from './export.js';
export type { TrafficCounts, TrafficRecord } from './traffic.js';
export type { ProductSnapshot } from './state/snapshots.js';
export type { Delivery } from './webhooks/log.js';
