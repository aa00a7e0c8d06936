/** How a purchase card is used, for the customer: printed at the counter and shown beside it. */
import type { Text } from '../text.ts';

export const GUIDE_TITLE: Text = { zh: '购电卡使用须知', en: 'How to use your card' };

export const GUIDE_STEPS: readonly Text[] = [
  {
    zh: '买电时把卡带来。窗口先读卡，再收款，写好卡后交还给您。',
    en: 'Bring the card when you buy. The counter reads it, takes the money, writes the card and gives it back.',
  },
  {
    zh: '回去后把卡插进自家的表，箭头朝里，插到底。',
    en: 'Insert the card into your own meter, arrow first, all the way in.',
  },
  {
    zh: '等表显示剩余金额后再拔卡，不要提前拔。',
    en: 'Wait until the meter shows the money left. Do not pull the card out before.',
  },
  {
    zh: '看一下表上的剩余金额是否加上了这次买的；对不上，请带卡和凭证到窗口。',
    en: 'See whether what you bought was added. If not, bring the card and the slip to the counter.',
  },
  {
    zh: '买一次，插一次。上次买的没有插表之前，不能再买。',
    en: 'One purchase, one insertion: insert the last purchase before you buy again.',
  },
];

export const GUIDE_WARNINGS: readonly Text[] = [
  { zh: '卡只认自家的表，插到别人的表上不会充值。', en: 'The card works only in your own meter.' },
  { zh: '不要弯折、沾水、靠近磁铁；芯片脏了用软布擦。', en: 'Do not bend or wet it. Wipe the chip with a soft cloth.' },
  {
    zh: '卡丢了请尽快到窗口补卡。补卡前看一下表上显示的购买次数，告诉窗口；补卡后旧卡作废。',
    en: 'A lost card is replaced at the counter: note the purchase count your meter shows. The old card is dead then.',
  },
  { zh: '表上剩余不多时请及早购电，不要等到断电。', en: 'Buy before the meter runs out.' },
];

/** What a meter shows when it does not take a card. */
export const GUIDE_ERRORS: readonly { readonly code: string; readonly means: Text }[] = [
  { code: '32', means: { zh: '卡没有通过核对：请到窗口测卡', en: 'The card was not accepted: have it tested' } },
  { code: '33', means: { zh: '不是这块表的卡：请核对房间', en: 'Not the card of this meter: check the room' } },
  {
    code: '34',
    means: { zh: '卡内数据不对或表未开户：请到窗口', en: 'Wrong data, or the meter was never opened: come to us' },
  },
  { code: '35', means: { zh: '拔卡太早：请再插一次', en: 'Pulled out too early: insert it again' } },
  { code: '36', means: { zh: '表内金额已到上限：用掉一些再插', en: 'The meter is full: use some, then insert again' } },
];
