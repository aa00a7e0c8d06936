/**
 * When a reading is asked again by itself: an answer that was lost, and one refused only because too much was asked at
 * once. Any other refusal will be the same the next time.
 */
import { AnswerUnknown, Refused } from './api.ts';

const LOST = 2;
/** A busy counter refreshes itself often; what was left out is made up for within some seconds. */
const TOO_MANY = 5;

const isTooMany = (error: unknown): boolean => error instanceof Refused && error.code === 'request.too_many';

export const readAgain = (failures: number, error: unknown): boolean =>
  error instanceof AnswerUnknown ? failures < LOST : isTooMany(error) && failures < TOO_MANY;

/** Milliseconds; not all at the same moment again. */
export const readAgainAfter = (failures: number, error: unknown): number =>
  isTooMany(error) ? 1_000 + Math.random() * 1_000 : Math.min(1_000 * 2 ** failures, 30_000);
