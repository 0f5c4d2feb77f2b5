export { startApp, type App, type AppOptions } from './create-app.js';
export { askOperator, operatorPort, type OperatorPort } from './operator.js';
export { readSettings, type Settings, type SettingsReading } from './settings.js';
export { startSetup, wantsSetup, type SetupPage } from './setup.js';
export { sweep, type SweepReport } from './rounds.js';
