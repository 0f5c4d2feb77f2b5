/** Every spelling of a day seen in declarations and their file names, as `YYYY-MM-DD`. No clock, no time zone: the day as written. */

const MONTHS: Readonly<Record<string, number>> = {
  ...{ januar: 1, februar: 2, marts: 3, april: 4, maj: 5, juni: 6, juli: 7, august: 8, september: 9 },
  ...{ oktober: 10, november: 11, december: 12, january: 1, february: 2, march: 3, may: 5, june: 6, july: 7 },
  ...{
    october: 10,
    jan: 1,
    feb: 2,
    mar: 3,
    apr: 4,
    jun: 6,
    jul: 7,
    aug: 8,
    sep: 9,
    sept: 9,
    okt: 10,
    oct: 10,
  },
  ...{ nov: 11, dec: 12 },
};

const SPELLINGS: readonly { readonly pattern: RegExp; readonly order: readonly [number, number, number] }[] =
  [
    { pattern: /(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/, order: [1, 2, 3] },
    { pattern: /(?<!\d)(\d{1,2})[-./](\d{1,2})[-./](\d{4})(?!\d)/, order: [3, 2, 1] },
    { pattern: /(?<!\d)(\d{1,2})\.?\s{0,3}([a-zæøå]{3,9})\.?\s{0,3}(\d{4})(?!\d)/i, order: [3, 2, 1] },
    { pattern: /(?<![\d-])(\d{1,2})[-./](\d{1,2})[-./](\d{2})(?![\d-])/, order: [3, 2, 1] },
    { pattern: /(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)/, order: [1, 2, 3] },
    { pattern: /(?<!\d)(\d{2})(\d{2})(20\d{2})(?!\d)/, order: [3, 2, 1] },
  ];

/** The first day a text names, or null. A day that is in no calendar (31-02-2026) is not one. */
export function readDay(text: string): string | null {
  const short = text.slice(0, 500);
  for (const { pattern, order } of SPELLINGS) {
    const match = pattern.exec(short);
    if (match === null) continue;
    const [year, month, day] = order.map((group) => match[group] ?? '');
    const found = dayOf(year ?? '', month ?? '', day ?? '');
    if (found !== null) return found;
  }
  return null;
}

function dayOf(year: string, month: string, day: string): string | null {
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year);
  const monthNumber = MONTHS[month.toLowerCase()] ?? Number(month);
  const date = new Date(Date.UTC(fullYear, monthNumber - 1, Number(day)));
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== monthNumber - 1) return null;
  return fullYear >= 1990 && fullYear < 2100 ? date.toISOString().slice(0, 10) : null;
}
