/** Whether a power is a malicious load by the building's policy. */
export interface LoadRule {
  readonly threshold_watts: number;
  readonly jump_watts: number | null;
}

/** Null: it is not. `before` is the power of a recent reading, null without one. */
export function judgeLoad(rule: LoadRule, power: number, before: number | null): 'threshold' | 'jump' | null {
  if (power > rule.threshold_watts) return 'threshold';
  return rule.jump_watts !== null && before !== null && power - before >= rule.jump_watts ? 'jump' : null;
}

/** After so many restores of a day the room stays off until a person restores it. */
export const staysOff = (restoredToday: number, restoresADay: number): boolean => restoredToday >= restoresADay;
