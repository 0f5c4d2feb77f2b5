import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseLockedError } from './errors.js';

/** A holder on another host (a shared volume) that has not touched the file for so long is gone. */
const SILENCE_MS = 60_000;
const TOUCH_MS = 10_000;
const LOOK_AGAIN_MS = 20;

export interface DirectoryLock {
  /** Harmless when called again. */
  readonly release: () => void;
}

interface Holder {
  readonly pid: number;
  /** Kernel's start time of the process, so that a reused process id is not mistaken for it; null where unknown. */
  readonly startTime: string | null;
  readonly host: string;
  /** One per taking, so that nobody removes a lock that is not theirs. */
  readonly id: string;
}

/**
 * Takes the directory for this process: `directory/lock` names the holder. The lock of a process that has ended is
 * replaced. Throws DatabaseLockedError while another holds it, also when that other is this very process.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'lock');
  const holder: Holder = {
    pid: process.pid,
    startTime: startTimeOf(process.pid),
    host: hostname(),
    id: randomUUID(),
  };
  const own = join(directory, `lock.${holder.id}`);
  await writeFile(own, JSON.stringify(holder), { flag: 'wx' });
  try {
    await take(directory, path, own);
  } finally {
    await unlink(own);
  }
  const touching = setInterval(() => {
    const now = new Date();
    // A file that somebody removed by hand must not stop the process; the next start says what is wrong.
    utimes(path, now, now).catch(() => undefined);
  }, TOUCH_MS);
  touching.unref();
  return { release: () => release(path, holder, touching) };
}

/** `link` fails when the file is there, on every file system: the one step that two processes cannot both make. */
async function take(directory: string, path: string, own: string): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (await linked(own, path)) return;
    const found = await readHolder(path);
    if (found === 'gone') continue;
    if (found !== 'broken' && (await isAlive(found, path))) {
      throw new DatabaseLockedError(directory, found.pid, found.host);
    }
    if (await succeed(path, found, own)) return;
    // Another is just taking it: its lock stands in a moment.
    await sleep(LOOK_AGAIN_MS);
  }
  throw new DatabaseLockedError(directory, 0, 'an unknown host');
}

/**
 * Puts `own` in the place of a lock whose holder is gone; false when another process does. The lock's place is never empty
 * meanwhile, or a third could take it: who may replace a lock is settled by `link` too, with a claim that names the holder.
 */
async function succeed(path: string, stale: Holder | 'broken', own: string): Promise<boolean> {
  const claim = `${path}.after.${stale === 'broken' ? 'broken' : stale.id}`;
  if (!(await claimed(claim, own))) return false;
  try {
    // Whoever held the claim before may have replaced the lock already.
    const now = await readHolder(path);
    const isSame = stale === 'broken' ? now === 'broken' : typeof now === 'object' && now.id === stale.id;
    if (!isSame) return false;
    // A second name is moved there: the first is removed by whoever made it.
    const heir = `${own}.heir.${randomUUID()}`;
    await link(own, heir);
    await rename(heir, path);
    return true;
  } finally {
    await unlink(claim);
  }
}

/** A claimant that was killed is succeeded in its claim, in the same way. */
async function claimed(claim: string, own: string): Promise<boolean> {
  if (await linked(own, claim)) return true;
  const claimant = await readHolder(claim);
  if (claimant === 'gone') return false;
  if (claimant !== 'broken' && (await isAlive(claimant, claim))) return false;
  return succeed(claim, claimant, own);
}

async function linked(own: string, path: string): Promise<boolean> {
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | 'gone' | 'broken'> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return 'gone';
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : 'broken';
  } catch {
    return 'broken';
  }
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== 'object' || value === null) return false;
  return 'pid' in value && typeof value.pid === 'number' && 'host' in value && 'id' in value;
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname()) {
    return Date.now() - (await touchedAt(path)) < SILENCE_MS;
  }
  if (!isRunning(holder.pid)) return false;
  return holder.startTime === null || startTimeOf(holder.pid) === holder.startTime;
}

/** Milliseconds; 0 for a lock that was given back meanwhile. */
async function touchedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return 0;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

/** Linux only (clock ticks since boot, with the boot's own id); null elsewhere. */
function startTimeOf(pid: number): string | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return ticks === undefined ? null : `${boot}/${ticks}`;
  } catch {
    return null;
  }
}

function release(path: string, holder: Holder, touching: NodeJS.Timeout): void {
  clearInterval(touching);
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (isHolder(found) && found.id === holder.id) rmSync(path);
  } catch (error) {
    if (!isCode(error, 'ENOENT') && !(error instanceof SyntaxError)) throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
