#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { run } from '../dist/index.js';

// What is set already wins over the file.
if (existsSync('.env')) process.loadEnvFile('.env');
await run(process.env, process.stderr);
