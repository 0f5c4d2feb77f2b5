/** A plan that many products share, and that becomes milestones in each. */
export interface MilestonePlan {
  /** What configurations and hidden lines call it. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Who it is for, to read. */
  readonly audience: string;
  /** What relative dates are counted from where nobody says otherwise; null: somebody must. */
  readonly start: string | null;
  /** Month and day (`10-01`) from which next year's milestones are made. */
  readonly nextYearFrom: string;
  readonly milestones: readonly PlannedMilestone[];
}

export interface PlannedMilestone {
  readonly id: string;
  /** With `{year}` where it comes every year. */
  readonly title: string;
  readonly description: string;
  /** Names, as people read them; null: none. */
  readonly track: string | null;
  readonly phase: string | null;
  readonly start: PlanDate | null;
  readonly due: PlanDate;
  readonly tasks: readonly PlannedTask[];
}

export interface PlannedTask {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly checklist: readonly string[];
}

export type PlanDate =
  | { readonly kind: 'day'; readonly day: string }
  /** So long after the plan's start. */
  | { readonly kind: 'start'; readonly days: number; readonly months: number }
  /** Every year; `later` years after the one it belongs to. */
  | { readonly kind: 'year'; readonly later: number; readonly monthDay: string };

/** One milestone of a plan in one year, with real days. */
export interface Occurrence {
  /** `selvevaluering-foraar`, `selvevaluering-foraar/2027`. */
  readonly key: string;
  readonly milestone: PlannedMilestone;
  readonly year: number | null;
  readonly title: string;
  readonly start: string | null;
  readonly due: string;
}
