#!/usr/bin/env node
import { serve } from '../dist/index.js';

process.exitCode = await serve(process.env, process.stderr);
