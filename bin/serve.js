#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { serve } from '../dist/index.js';

// What is set already wins over the file.
if (existsSync('.env')) process.loadEnvFile('.env');
process.exitCode = await serve(process.env, process.stderr);
