/** What a closing count comes to. Until the session is closed no figure of the books is in it. */
import { z } from 'zod';
import { idSchema } from '../values/ids.ts';
import { closedFiguresSchema } from './drawer.ts';

export const undeliveredSchema = z.object({
  documentKind: z.string(),
  documentId: idSchema,
  documentNumber: z.string(),
  caseId: idSchema.nullable(),
});

export const closingOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('count-again'), drawerSessionId: idSchema }),
  closedFiguresSchema.extend({
    outcome: z.literal('closed'),
    drawerSessionId: idSchema,
    /** The case of the difference; null when there is none. */
    caseId: idSchema.nullable(),
    /** Sales paid in this session and not delivered, carried on as cases. */
    undelivered: z.array(undeliveredSchema),
    /** The receiver's session, when the drawer was handed over. */
    nextSessionId: idSchema.nullable(),
  }),
]);

export type ClosingOutcome = z.output<typeof closingOutcomeSchema>;
