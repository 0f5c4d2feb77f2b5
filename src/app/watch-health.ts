/** What is wrong, told in the log as well: whoever reads nothing else learns of it there. */
import type { Logger } from '../log/index.js';
import type { Health, HealthReport } from './health.js';

/** Milliseconds. */
const ROUND = 60_000;

export interface HealthWatch {
  /** The report of this moment, as `/health/ready` gives it. */
  readonly check: () => Promise<HealthReport>;
  readonly stop: () => void;
}

/** Looks once a minute and whenever somebody asks; the log gets a line when what is wrong begins, changes or is over. */
export function watchHealth(
  health: Pick<Health, 'check'>,
  log: Pick<Logger, 'info' | 'warn' | 'error'>,
): HealthWatch {
  let said = '';
  const check = async (): Promise<HealthReport> => {
    const report = await health.check();
    const problems = report.problems.join('\n');
    if (problems !== said) {
      if (problems === '') log.info('well again');
      else log.warn({ problems: report.problems, ready: report.isReady }, 'not well');
      said = problems;
    }
    return report;
  };
  const timer = setInterval(() => {
    check().catch((error: unknown) => log.error({ err: error }, 'health could not be checked'));
  }, ROUND);
  timer.unref();
  return { check, stop: () => clearInterval(timer) };
}
