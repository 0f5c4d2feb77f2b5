export { answerKey, giveAnswer, type Answer, type AnswerEnd, type AnswerPorts } from './answer.js';
export { decide, decideMistake, refuse, type Decision, type Situation } from './decide.js';
export { helpText } from './help.js';
export { isMistake, parseCommand, type Command, type Mistake } from './parse.js';
export { isOver, runsOut } from './reminders.js';
export { statementChanges, type FilesSaid } from './statements.js';
export { whoTicked } from './ticks.js';
export { formOf, usageOf } from './vocabulary.js';
