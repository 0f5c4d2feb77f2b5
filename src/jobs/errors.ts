/** The work must wait for a known time (a rate limit); the lane runs again then, and the attempt does not count. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  readonly until: Date;

  constructor(until: Date, reason: string) {
    super(reason);
    this.until = until;
  }
}

/** Trying again is of no use until a person has done something; the job goes to the failed ones at once. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp';
}
