import { z } from 'zod';

/** A text of the product in both of its languages. zh-CN is written first; English is never missing. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof Text;

export const textSchema = z.object({ zh: z.string(), en: z.string() });
