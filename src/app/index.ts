export { startApp, type App, type AppOptions } from './create-app.js';
export { withRoadmapDesk } from './open-desk.js';
export { askDesk, askOperator, operatorPort, type OperatorPort } from './operator.js';
export type { DeskAnswer, PlanRequest, RoadmapDesk } from './roadmap-desk.js';
export { ROADMAP_ROUND, type RoadmapRound } from './roadmap-run.js';
export { readSettings, type Settings, type SettingsReading } from './settings.js';
export { startSetup, wantsSetup, type SetupPage } from './setup.js';
export { everything } from './first-look.js';
export { sweep } from './rounds.js';
