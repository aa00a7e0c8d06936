import { refusals } from './refusal.ts';

/** Drawers, counts and movements of cash. */
export const tillsRefusals = refusals({
  'drawer.none': {
    status: 409,
    text: { zh: '您今天还没有开钱箱', en: 'You have no open drawer' },
    next: { zh: '没有收款。请先清点现金、开钱箱。', en: 'No money was taken. Count the cash and open a drawer first.' },
  },
  'drawer.closed': {
    status: 409,
    text: { zh: '您的钱箱已结班（{drawer}）', en: 'Your drawer is closed ({drawer})' },
    next: {
      zh: '没有收款。要继续收款须重新清点、开钱箱。',
      en: 'No money was taken. To go on, count and open a drawer anew.',
    },
  },
  'drawer.closing': {
    status: 409,
    text: { zh: '钱箱正在结班，等待第二次清点', en: 'The drawer is being closed and waits for its second count' },
    next: {
      zh: '没有收款，现金未变动。请先完成清点。',
      en: 'No money was taken or given. Finish counting first.',
    },
  },
  'drawer.other_day': {
    status: 409,
    text: { zh: '钱箱是 {date} 开的，尚未结班', en: 'The drawer was opened on {date} and is not closed yet' },
    next: {
      zh: '没有收款。请先给那一天结班，再开今天的钱箱。',
      en: 'No money was taken. Close that day first, then open the drawer for today.',
    },
  },
  'drawer.already_open': {
    status: 409,
    text: { zh: '此人已有打开的钱箱：{drawer}', en: 'This person already holds an open drawer: {drawer}' },
    next: {
      zh: '未作任何更改。一人同时只能保管一个钱箱，请先结班或交接。',
      en: 'Nothing was changed. One person holds one drawer at a time: close it or hand it over first.',
    },
  },
  'drawer.in_use_by': {
    status: 409,
    text: { zh: '这个钱箱由 {name} 保管中', en: 'This drawer is held by {name}' },
    next: {
      zh: '未作任何更改。请等其结班，或由双方办理交接。',
      en: 'Nothing was changed. Wait until it is closed, or hand it over with both signatures.',
    },
  },
  'drawer.withdrawn': {
    status: 409,
    text: { zh: '这个钱箱已停用', en: 'This drawer is withdrawn from use' },
    next: { zh: '未作任何更改。请选择其他钱箱。', en: 'Nothing was changed. Choose another drawer.' },
  },
  'drawer.code_taken': {
    status: 409,
    text: { zh: '钱箱编号 {code} 已被使用', en: 'The drawer code {code} is taken' },
    next: { zh: '未作任何更改。请换一个编号。', en: 'Nothing was changed. Choose another code.' },
  },
  'drawer.ceiling': {
    status: 409,
    text: { zh: '现金将超过钱箱限额 {ceiling} 元', en: 'Cash would exceed the drawer ceiling of {ceiling} yuan' },
    next: {
      zh: '没有收下现金。可改用银行卡、扫码或校园卡收款，或先解缴现金。',
      en: 'No cash was taken. Take another tender, or drop cash to the safe first.',
    },
  },
  'drawer.not_enough_cash': {
    status: 409,
    text: { zh: '钱箱内账面现金不足以支付', en: 'The books show too little cash in the drawer for this' },
    next: { zh: '没有付出现金。请核对金额。', en: 'No cash was given out. Check the amount.' },
  },
  'drawer.reason_needed': {
    status: 422,
    text: { zh: '请写明情况说明', en: 'A reason is needed' },
    next: {
      zh: '未作任何更改，也没有记为一次清点。填写说明后再提交。',
      en: 'Nothing was changed and no count was recorded. Write the reason and submit again.',
    },
  },
  'drawer.opening_differs': {
    status: 422,
    text: { zh: '清点数与上次结存不一致', en: 'The count is not what the last closing left in the drawer' },
    next: {
      zh: '钱箱未开。请复点；若仍如此，填写差异说明后再提交，差异将入账并立案。',
      en: 'The drawer was not opened. Count again; if it stays so, give a reason: it is booked and becomes a case.',
    },
  },
  'drawer.holds_cash': {
    status: 409,
    text: { zh: '钱箱内还有现金', en: 'There is still cash in the drawer' },
    next: {
      zh: '未停用。请先开箱并解缴全部现金，结班后再停用。',
      en: 'It was not withdrawn. Open it, drop all the cash, close it, then withdraw it.',
    },
  },
});
