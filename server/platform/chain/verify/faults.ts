/** What verification found, in the order in which it looked: the first is named, some more listed, all counted. */
export interface Faults {
  add(fault: string): void;
  readonly listed: readonly string[];
  readonly count: number;
}

export const LISTED = 51;

export function collectFaults(): Faults {
  const listed: string[] = [];
  let count = 0;
  return {
    add(fault) {
      count += 1;
      if (listed.length < LISTED) listed.push(fault);
    },
    listed,
    get count() {
      return count;
    },
  };
}
