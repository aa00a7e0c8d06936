/** Shapes of customers that contracts share. What leaves the server in a list is masked there, not on the page. */
import { z } from 'zod';
import type { PostKey } from '../posts.ts';
import { instantSchema } from '../values/calendar.ts';
import { toHalfWidth } from '../values/digits.ts';
import { idSchema } from '../values/ids.ts';

export const CUSTOMER_KINDS = ['person', 'organisation'] as const;
export const customerKindSchema = z.enum(CUSTOMER_KINDS);

/** How often a day a person may look at personal data in the clear, and for how long each time. */
export const REVEALS_PER_DAY = 20;
export const REVEAL_SECONDS = 600;

/** Who may agree to a look beyond that, by signing at the same screen. */
export const REVEAL_APPROVERS = [
  'vending-supervisor',
  'front-desk-supervisor',
  'care-manager',
  'service-manager',
  'campus-director',
] as const satisfies readonly PostKey[];

export const revealInput = { customerId: idSchema, reason: z.string().trim().min(2).max(200) };
/** The key to look with, and until when. */
export const revealGrantSchema = z.object({ revealId: idSchema, until: instantSchema, leftToday: z.int() });

export const customerNameSchema = z.string().trim().min(1).max(100);
/** Full-width figures become plain ones; 5 to 20 figures, spaces, hyphens, a plus. */
export const phoneSchema = z
  .string()
  .transform((text) => toHalfWidth(text).trim())
  .pipe(z.string().regex(/^[0-9+ -]{5,20}$/));
/** A student or staff number; an identity card's number is refused by its length and form. */
export const referenceSchema = z
  .string()
  .transform((text) => toHalfWidth(text).trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(40)
      .refine((text) => !/^\d{17}[\dXx]$/.test(text), 'identity card numbers are not kept here'),
  );

export const personalInput = {
  name: customerNameSchema,
  phone: phoneSchema.optional(),
  reference: referenceSchema.optional(),
};

export const PERSONAL_FIELDS = {
  name: { zh: '姓名或单位名称', en: 'Name' },
  phone: { zh: '电话', en: 'Phone' },
  reference: { zh: '学号或工号', en: 'Student or staff number' },
} as const;

/** As lists show a customer: '张*', '138****1234', '****34'. */
export const maskedCustomerSchema = z.object({
  customerId: idSchema,
  kind: customerKindSchema,
  name: z.string(),
  phone: z.string().nullable(),
  reference: z.string().nullable(),
  erased: z.boolean(),
  can: z.array(z.string()),
});

export type MaskedCustomer = z.output<typeof maskedCustomerSchema>;
