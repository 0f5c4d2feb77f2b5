/** Makes an embedded database in a process of its own: that takes 400 MB for a moment, which is no part of what is measured. */
import { openDatabase } from '../../src/store/index.js';

const [, , directory = ''] = process.argv;
const database = await openDatabase({ dataDirectory: directory });
await database.close();
