/** remittance.pdf, statement.pdf, and the picture of a receipt as it was kept. */
import { z } from 'zod';
import { STATEMENT_READERS } from '../../../../shared/reconciliation/month.ts';
import { REMITTANCE_READERS } from '../../../../shared/reconciliation/remittance.ts';
import { idSchema } from '../../../../shared/values/ids.ts';
import { q } from '../../../platform/db/query.ts';
import type { Tx } from '../../../platform/db/tx.ts';
import { renderPdf } from '../../../platform/documents/document.ts';
import { download } from '../../../platform/http/route.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { houseOf } from '../../posts/index.ts';
import { remittanceViews } from '../store/remittances.ts';
import { statementViews } from '../store/statements.ts';
import { remittanceDocument } from './remittance-document.ts';
import { statementDocument } from './statement-document.ts';

const languageSchema = z.enum(['zh', 'en']).default('zh');

async function rowOf(tx: Tx, siteId: string, remittanceId: string) {
  const query = q.selectFrom('remittance').selectAll().where('site_id', '=', siteId);
  return (await tx.maybe(query.where('remittance_id', '=', remittanceId))) ?? refuse('record.not_found');
}

export const remittancePdf = download({
  module: 'reconciliation',
  name: 'remittance.pdf',
  title: { zh: '缴款单（PDF）', en: 'Remittance slip (PDF)' },
  posts: REMITTANCE_READERS,
  input: z.strictObject({ remittanceId: idSchema, language: languageSchema }),
  async run(tx, actor, _clock, { remittanceId, language }) {
    const row = await rowOf(tx, actor.siteId, remittanceId);
    const [remittance] = await remittanceViews(tx, actor, [row]);
    const house = await houseOf(tx, actor.siteId);
    const print = { remittance: remittance!, house: house.name, timeZone: house.time_zone, language };
    return {
      contentType: 'application/pdf',
      fileName: `${remittance!.number}.pdf`,
      body: await renderPdf(remittanceDocument(print)),
      inline: true,
    };
  },
});

export const statementPdf = download({
  module: 'reconciliation',
  name: 'statement.pdf',
  title: { zh: '月对账单（PDF）', en: 'Monthly statement (PDF)' },
  posts: STATEMENT_READERS,
  input: z.strictObject({ statementId: idSchema, language: languageSchema }),
  async run(tx, actor, _clock, { statementId, language }) {
    const query = q.selectFrom('monthly_statement').selectAll().where('site_id', '=', actor.siteId);
    const row = (await tx.maybe(query.where('statement_id', '=', statementId))) ?? refuse('record.not_found');
    const [statement] = await statementViews(tx, actor, [row]);
    const { time_zone: timeZone } = await houseOf(tx, actor.siteId);
    return {
      contentType: 'application/pdf',
      fileName: `${statement!.number}.pdf`,
      body: await renderPdf(statementDocument({ statement: statement!, timeZone, language })),
      inline: true,
    };
  },
});

export const receiptPicture = download({
  module: 'reconciliation',
  name: 'receipt',
  title: { zh: '回单照片', en: 'Picture of a receipt' },
  posts: REMITTANCE_READERS,
  input: z.strictObject({ remittanceId: idSchema, attachmentId: idSchema }),
  async run(tx, { siteId }, _clock, { remittanceId, attachmentId }) {
    const found = await tx.maybe(
      q
        .selectFrom('remittance_picture as p')
        .innerJoin('attachment as a', (join) =>
          join.onRef('a.site_id', '=', 'p.site_id').onRef('a.attachment_id', '=', 'p.attachment_id'),
        )
        .select(['a.media_type', 'a.file_name', 'a.content'])
        .where('p.site_id', '=', siteId)
        .where('p.remittance_id', '=', remittanceId)
        .where('p.attachment_id', '=', attachmentId),
    );
    if (found === undefined) return refuse('record.not_found');
    return { contentType: found.media_type, fileName: found.file_name, body: found.content };
  },
});
