/** slip.pdf and day-sheet.pdf. With the id of a recorded print it is that print; without, a preview that says so. */
import { z } from 'zod';
import type { WhoMay } from '../../../../shared/contracts/contract.ts';
import type { PostKey } from '../../../../shared/posts.ts';
import { RECEIVER_POSTS, sheetNumberOf, slipNumberOf } from '../../../../shared/reconciliation/slip-states.ts';
import { slipPaperSchema } from '../../../../shared/reconciliation/view.ts';
import { CUSTODIAN_POSTS } from '../../../../shared/tills/drawer.ts';
import { idSchema } from '../../../../shared/values/ids.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { renderPdf } from '../../../platform/documents/document.ts';
import { type DownloadFile, download } from '../../../platform/http/route.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { houseOf, personName, personNames } from '../../posts/index.ts';
import { isBlind } from '../slip-view.ts';
import { printsOf } from '../store/prints.ts';
import { findSheet, sheetContentOf } from '../store/sheets.ts';
import { contentOf, findSlip, signaturesOf } from '../store/slips.ts';
import { lastTally } from '../store/tallies.ts';
import { requireMaySee } from '../who-sees.ts';
import { sheetDocument } from './sheet-document.ts';
import { slipDocument } from './slip-document.ts';

const languageSchema = z.enum(['zh', 'en']).default('zh');

const pdf = (fileName: string, body: Buffer): DownloadFile => ({
  contentType: 'application/pdf',
  fileName,
  body,
  inline: true,
});

/** Refuses `record.not_found` for a print of another document. */
async function printNamed(tx: Tx, siteId: string, documentId: string, printId: string | undefined) {
  if (printId === undefined) return null;
  const prints = await printsOf(tx, siteId, documentId);
  return prints.find((print) => print.printId === printId) ?? refuse('record.not_found');
}

export const slipPdf = download({
  module: 'reconciliation',
  name: 'slip.pdf',
  title: { zh: '日结单（PDF）', en: 'Daily slip (PDF)' },
  posts: [...CUSTODIAN_POSTS, ...RECEIVER_POSTS, 'auditor'] as WhoMay,
  input: z.strictObject({
    slipId: idSchema,
    printId: idSchema.optional(),
    /** Of a preview; a recorded print has its own. */
    paper: slipPaperSchema.default('A4'),
    language: languageSchema,
  }),
  async run(tx, actor, _clock, { slipId, printId, paper, language }) {
    const row = (await findSlip(tx, actor.siteId, slipId)) ?? refuse('record.not_found');
    requireMaySee(actor, row);
    const tally = await lastTally(tx, actor.siteId, slipId);
    if (isBlind(actor, row, tally)) refuse('slip.tally_first', { number: slipNumberOf(row.number) });
    const print = await printNamed(tx, actor.siteId, slipId, printId);
    const signatures = await signaturesOf(tx, actor.siteId, slipId);
    const names = await personNames(
      tx,
      actor.siteId,
      signatures.map((signature) => signature.personId),
    );
    const model = slipDocument({
      content: contentOf(row),
      tally: tally?.settled === true ? tally : null,
      signatures: signatures.map((one) => ({ ...one, personName: names.get(one.personId) ?? '' })),
      timeZone: (await houseOf(tx, actor.siteId)).time_zone,
      language,
      paper: print?.paper ?? paper,
      copy: print?.copy ?? null,
      printNo: print?.printNo ?? null,
    });
    return pdf(`${slipNumberOf(row.number)}.pdf`, await renderPdf(model));
  },
});

export const daySheetPdf = download({
  module: 'reconciliation',
  name: 'day-sheet.pdf',
  title: { zh: '营业日报表（PDF）', en: 'Day sheet (PDF)' },
  posts: ['vending-supervisor', 'funds-administrator', 'finance', 'auditor'],
  input: z.strictObject({ sheetId: idSchema, printId: idSchema.optional(), language: languageSchema }),
  async run(tx, actor, _clock, { sheetId, printId, language }) {
    const row = await findSheet(tx, actor.siteId, sheetId);
    const print = await printNamed(tx, actor.siteId, sheetId, printId);
    const model = sheetDocument({
      content: sheetContentOf(row),
      contentDigest: row.content_digest,
      closedBy: {
        name: (await personName(tx, actor.siteId, row.closed_by)) ?? '',
        post: row.closed_post as PostKey,
      },
      timeZone: (await houseOf(tx, actor.siteId)).time_zone,
      language,
      printNo: print?.printNo ?? null,
    });
    return pdf(`${sheetNumberOf(row.number)}.pdf`, await renderPdf(model));
  },
});
