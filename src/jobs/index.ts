export { createJobs } from './createJobs.js';
export type { JobsSettings } from './createJobs.js';
export { GiveUp, RetryLater } from './errors.js';
export { QUEUE_NAMES } from './types.js';
export type { Job, JobData, JobHandler, JobRequest, Jobs, JobView, QueueName } from './types.js';
