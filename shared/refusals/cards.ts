import { refusals } from './refusal.ts';

/** Cards: reading, issuing, replacing, taking back, and what must be true before a card is sold to. */
export const cardsRefusals = refusals({
  'card.no_counter': {
    status: 409,
    text: {
      zh: '这台电脑没有登记为窗口，读不了卡',
      en: 'This computer is not enrolled as a counter and has no reader',
    },
    next: {
      zh: '没有读卡，没有收款。请在登记过的窗口上办理。',
      en: 'Nothing was read and no money was taken. Work at an enrolled counter.',
    },
  },
  'card.not_read': {
    status: 409,
    text: { zh: '还没有读卡，或读卡已过两分钟', en: 'The card has not been read within the last two minutes' },
    next: {
      zh: '没有收款，没有写卡。请把卡放在读卡器上，读卡后再办。',
      en: 'No money was taken and nothing was written. Put the card on the reader, read it, then go on.',
    },
  },
  'card.other_meter': {
    status: 409,
    text: {
      zh: '读卡器上的卡属于 {room}（表 {meterNo}），不是要办的这块表',
      en: 'The card on the reader belongs to {room} (meter {meterNo}), not to this meter',
    },
    next: {
      zh: '没有收款，没有写卡。请换上这块表的卡再读。',
      en: "No money was taken and nothing was written. Put this meter's own card on the reader.",
    },
  },
  'card.foreign': {
    status: 409,
    text: { zh: '卡 {serial} 不是本单位发出的卡', en: 'Card {serial} was not issued by this house' },
    next: {
      zh: '没有收款，没有写卡。新卡请先入库；外单位的卡请退还用户。',
      en: 'No money was taken and nothing was written. Receive a new card into stock first; hand back a foreign one.',
    },
  },
  'card.blacklisted': {
    status: 409,
    text: { zh: '卡 {serial} 已列入黑名单：{reason}', en: 'Card {serial} is on the blacklist: {reason}' },
    next: {
      zh: '没有收款，没有写卡。请问明来历，交售电主管处理。',
      en: 'No money was taken and nothing was written. Ask where it comes from and call the supervisor.',
    },
  },
  'card.not_inserted': {
    status: 409,
    text: {
      zh: '上一次购买（第 {count} 次，{amount} 元）还没有插表，仍在卡上',
      en: 'The last purchase (number {count}, {amount} yuan) is still on the card and has not been inserted',
    },
    next: {
      zh: '没有收款，没有写卡。请用户先把卡插表再来；用户坚持要买，可选“合并写卡”。',
      en: 'No money was taken and nothing was written. Let the customer insert it first, or choose to merge the two.',
    },
  },
  'card.insert_first': {
    status: 409,
    text: { zh: '这张补换的卡还没有插过表', en: 'This replacement card has not been inserted yet' },
    next: {
      zh: '没有收款，没有写卡。请用户先把新卡插表一次，再来购电。',
      en: 'No money was taken and nothing was written. The customer inserts the new card once, then buys.',
    },
  },
  'card.inserted_early': {
    status: 409,
    text: {
      zh: '表只认到第 {meterCount} 次，卡上第 {count} 次还没有充进表',
      en: 'The meter has taken {meterCount} purchases; number {count} is still on the card',
    },
    next: {
      zh: '没有收款，没有写卡。请用户再插一次表；仍不行的报技术员看表。',
      en: 'No money was taken and nothing was written. Insert the card again; if it stays so, call the technician.',
    },
  },
  'card.differs': {
    status: 409,
    text: { zh: '卡内数据与账上不符', en: 'What is on the card is not what the books say' },
    next: {
      zh: '没有收款，没有写卡，已立差错。请售电主管查明后再办。',
      en: 'No money was taken and nothing was written; a case is open. The supervisor must find out first.',
    },
  },
  'card.to_write': {
    status: 409,
    text: { zh: '这张卡还没有写好', en: 'This card has not been written as it should be' },
    next: {
      zh: '没有收款。请先在卡务台“重写”这张卡。',
      en: 'No money was taken. Write the card again at the card desk first.',
    },
  },
  'card.write_open': {
    status: 409,
    text: { zh: '这张卡上一次写卡的结果还没有查清', en: 'It is not known yet how the last write of this card ended' },
    next: {
      zh: '没有收款，没有再写。请在未到账清单上查询上一笔，或在卡务台重新读卡。',
      en: 'No money was taken and nothing was written again. Look that delivery up, or read the card at the card desk.',
    },
  },
  'card.none': {
    status: 409,
    text: { zh: '表 {meterNo} 还没有发卡', en: 'No card has been issued for meter {meterNo}' },
    next: {
      zh: '没有收款。请先在卡务台为这块表发卡。',
      en: 'No money was taken. Issue a card for the meter at the card desk first.',
    },
  },
  'card.not_in_stock': {
    status: 409,
    text: { zh: '卡 {serial} 不在库（{state}）', en: 'Card {serial} is not in stock ({stateEn})' },
    next: {
      zh: '没有收款，没有写卡。请用在库的空白卡。',
      en: 'No money was taken and nothing was written. Use a blank card from stock.',
    },
  },
  'card.not_blank': {
    status: 409,
    text: { zh: '这张卡上有别的表的数据，不是空白卡', en: 'This card holds the data of a meter: it is not blank' },
    next: {
      zh: '没有收款，没有写卡。请换一张空白卡。',
      en: 'No money was taken and nothing was written. Take a blank card.',
    },
  },
  'card.meter_has_card': {
    status: 409,
    text: { zh: '表 {meterNo} 已有卡 {serial}', en: 'Meter {meterNo} already has the card {serial}' },
    next: {
      zh: '没有收款，没有写卡。卡丢了或坏了，请办理补换卡。',
      en: 'No money was taken and nothing was written. When that card is lost or faulty, replace it.',
    },
  },
  'card.wrong_meter_kind': {
    status: 409,
    text: { zh: '表 {meterNo} 不是用购电卡、按金额充值的表', en: 'Meter {meterNo} does not take its money by card' },
    next: { zh: '没有收款，没有写卡。请核对表。', en: 'No money was taken and nothing was written. Check the meter.' },
  },
  'card.meter_number': {
    status: 422,
    text: {
      zh: '表号 {meterNo} 不是 12 位以内的数字，写不进卡',
      en: 'The meter number {meterNo} is not up to twelve figures and cannot be written on a card',
    },
    next: {
      zh: '没有收款，没有写卡。请在表计档案中核对表号。',
      en: 'No money was taken and nothing was written. Check the number of the meter.',
    },
  },
  'card.total_changed': {
    status: 409,
    text: { zh: '押金与工本费合计现为 {total} 元', en: 'Deposit and fee now come to {total} yuan' },
    next: {
      zh: '没有收款，没有写卡。请向用户说明后再收。',
      en: 'No money was taken and nothing was written. Tell the customer, then take the new sum.',
    },
  },
  'card.count_impossible': {
    status: 409,
    text: {
      zh: '表上显示的购买次数 {shown} 与账上（{count}）对不上',
      en: 'The count {shown} shown by the meter does not fit the books ({count})',
    },
    next: {
      zh: '没有收款，没有写卡。请再看一次表上的显示；确实如此，报售电主管。',
      en: 'No money was taken and nothing was written. Look at the meter once more; if it is so, tell the supervisor.',
    },
  },
  'card.no_return': {
    status: 409,
    text: { zh: '卡上没有表的返写，不能据此判断是否插过表', en: 'The card brings nothing back from the meter' },
    next: {
      zh: '没有收款，没有写卡。请问用户表上显示的购买次数。',
      en: 'No money was taken and nothing was written. Ask for the count the meter shows.',
    },
  },
  'card.no_merge': {
    status: 409,
    text: { zh: '这张卡不能合并写卡', en: 'Two purchases cannot be merged on this card' },
    next: {
      zh: '没有写卡。只有上一次购买仍原样在卡上时才能合并；请重新读卡。',
      en: 'Nothing was written. They can be merged only while the last purchase is on the card unchanged.',
    },
  },
  'card.no_deposit': {
    status: 409,
    text: { zh: '这张卡没有可退的押金', en: 'There is no deposit of this card to give back' },
    next: { zh: '没有退款。请核对退卡单。', en: 'No money was given back. Check the paper of the return.' },
  },
  'card.serial_known': {
    status: 409,
    text: { zh: '卡 {serial} 已登记过', en: 'Card {serial} is in the books already' },
    next: {
      zh: '没有入库。请去掉已登记的卡号后再入库。',
      en: 'Nothing was received. Leave out what is known and receive the rest.',
    },
  },
  'card.listed_already': {
    status: 409,
    text: { zh: '卡 {serial} 已在黑名单上', en: 'Card {serial} is on the blacklist already' },
    next: { zh: '名单没有更改。', en: 'The list was not changed. Nothing more is needed.' },
  },
  'card.dead': {
    status: 409,
    text: {
      zh: '卡 {serial} 已补换，表不再认它',
      en: 'Card {serial} was replaced; its meter does not take it any more',
    },
    next: {
      zh: '名单没有更改。旧卡不能恢复使用，请用户使用新卡。',
      en: 'The list was not changed. The old card stays dead: the customer uses the new one.',
    },
  },
});
