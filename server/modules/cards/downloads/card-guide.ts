/** The how-to for the customer, one sheet. */
import { z } from 'zod';
import { GUIDE_ERRORS, GUIDE_STEPS, GUIDE_TITLE, GUIDE_WARNINGS } from '../../../../shared/cards/guide.ts';
import type { Text } from '../../../../shared/text.ts';
import { renderPdf } from '../../../platform/documents/document.ts';
import type { Block } from '../../../platform/documents/model.ts';
import { download } from '../../../platform/http/route.ts';
import { houseOf } from '../../posts/index.ts';

const numbered = (texts: readonly Text[]): Block[] =>
  texts.map(({ zh, en }, at) => ({ kind: 'line', text: { zh: `${at + 1}. ${zh}`, en: `${at + 1}. ${en}` } }));

export const cardGuide = download({
  module: 'cards',
  name: 'card-guide.pdf',
  title: { zh: '购电卡使用须知', en: 'How to use a card' },
  posts: ['vending-clerk', 'vending-technician', 'vending-supervisor'],
  input: z.strictObject({ language: z.enum(['zh', 'en']).default('zh') }),
  async run(tx, { siteId }, _clock, { language }) {
    const house = await houseOf(tx, siteId);
    const body = await renderPdf({
      title: GUIDE_TITLE,
      kind: 'card-guide',
      paper: 'A4',
      issuer: house.name,
      language,
      blocks: [
        ...numbered(GUIDE_STEPS),
        { kind: 'rule' },
        { kind: 'heading', text: { zh: '请注意', en: 'Please note' } },
        ...numbered(GUIDE_WARNINGS),
        { kind: 'rule' },
        { kind: 'heading', text: { zh: '表上显示的代码', en: 'Codes shown by the meter' } },
        {
          kind: 'table',
          columns: [
            { title: { zh: '代码', en: 'Code' }, width: 1 },
            { title: { zh: '意思和办法', en: 'What it means' }, width: 6 },
          ],
          rows: GUIDE_ERRORS.map(({ code, means }) => [code, means[language]]),
        },
      ],
    });
    return { contentType: 'application/pdf', fileName: 'card-guide.pdf', body, inline: true };
  },
});
