/** What the parts of the demo's month share. */
import type { PostKey } from '../../shared/posts.ts';
import type { BusinessDate, Instant } from '../../shared/values/calendar.ts';
import type { Caller, Second } from './caller.ts';

export interface Month {
  readonly as: (post: PostKey) => Caller;
  readonly clock: { now(): Instant; set(to: Instant): void };
  readonly drawerId: string;
  readonly days: number;
  readonly today: BusinessDate;
  readonly random: () => number;
  /** Runs the house's own jobs at the moment of the clock. */
  readonly runJobs: () => Promise<void>;
}

export const CLERK: Second = { login: 'shoudian', post: 'vending-clerk' };
export const CASHIER: Second = { login: 'shoufei', post: 'cashier' };
export const FINANCE: Second = { login: 'jingfei', post: 'finance' };
