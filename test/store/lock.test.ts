import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DatabaseLockedError } from '../../src/store/errors.js';
import { lockDirectory } from '../../src/store/lock.js';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function writeLock(holder: object): void {
  writeFileSync(join(directory, 'lock'), JSON.stringify(holder));
}

describe('store/lock', () => {
  test('is taken, refused to a second taker, and free again after release', async () => {
    const first = await lockDirectory(directory);

    const second: unknown = await lockDirectory(directory).catch((error: unknown) => error);
    first.release();
    const third = await lockDirectory(directory);
    third.release();

    expect(second).toBeInstanceOf(DatabaseLockedError);
    expect(second).toMatchObject({ pid: process.pid, directory });
    expect(String(second)).toContain(directory);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('is refused while another process lives, and replaced once it has ended', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    writeLock({ pid: other.pid, startTime: null, host: hostname(), id: 'other' });

    const refused: unknown = await lockDirectory(directory).catch((error: unknown) => error);
    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await ended;
    const taken = await lockDirectory(directory);

    expect(refused).toMatchObject({ name: 'DatabaseLockedError', pid: other.pid });
    expect(JSON.parse(readFileSync(join(directory, 'lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    taken.release();
  });

  test('is not held by a process that merely has the same number', async () => {
    writeLock({ pid: process.pid, startTime: 'another boot/1', host: hostname(), id: 'other' });

    const taken = await lockDirectory(directory);

    taken.release();
    expect(existsSync(join(directory, 'lock'))).toBe(false);
  });

  test('of another host holds while it is touched, and no longer', async () => {
    writeLock({ pid: 1, startTime: null, host: 'another-host', id: 'other' });

    const refused: unknown = await lockDirectory(directory).catch((error: unknown) => error);
    utimesSync(join(directory, 'lock'), new Date(0), new Date(0));
    const taken = await lockDirectory(directory);

    expect(refused).toMatchObject({ name: 'DatabaseLockedError', host: 'another-host' });
    taken.release();
  });

  test('that was broken off while it was written is replaced', async () => {
    writeFileSync(join(directory, 'lock'), '{"pid":');

    const taken = await lockDirectory(directory);

    taken.release();
    expect(readdirSync(directory)).toEqual([]);
  });

  test('goes to exactly one of many who find a stale one together', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    writeLock({ pid, startTime: null, host: hostname(), id: 'other' });

    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockDirectory(directory)));

    const taken = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(taken).toHaveLength(1);
    taken[0]?.value.release();
    expect(readdirSync(directory)).toEqual([]);
  });
});
