export { say } from './messages/index.js';
