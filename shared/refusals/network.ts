import { refusals } from './refusal.ts';

const NOTHING_CHANGED = { zh: '未作任何更改。', en: 'Nothing was changed.' };

export const networkRefusals = refusals({
  'line.incomplete': {
    status: 422,
    text: { zh: '线路的接入参数不全', en: 'The place of the line is incomplete' },
    next: {
      zh: '未作任何更改。网络线路须填地址和端口，串口线路须填串口名称。',
      en: 'Nothing was changed. TCP needs host and port, a serial line its port.',
    },
  },
  'line.name_taken': {
    status: 409,
    text: { zh: '线路名称“{name}”已在使用', en: 'A line is called "{name}" already' },
    next: { zh: '未作任何更改。请换一个名称。', en: 'Nothing was changed. Choose another name.' },
  },
  'line.closed': {
    status: 409,
    text: { zh: '线路“{name}”已停用', en: 'The line "{name}" is closed' },
    next: { zh: '未作任何更改。请选择使用中的线路。', en: 'Nothing was changed. Choose a line in use.' },
  },
  'line.has_meters': {
    status: 409,
    text: { zh: '线路上还有 {count} 块表', en: '{count} meters are still on the line' },
    next: {
      zh: '未作任何更改。请先把表计接入其他线路或脱离。',
      en: 'Nothing was changed. Attach the meters to another line or detach them first.',
    },
  },
  'line.address_taken': {
    status: 409,
    text: {
      zh: '线路上的地址 {address} 已登记为表 {meterNo}',
      en: 'Address {address} on this line is meter {meterNo} already',
    },
    next: { zh: '未作任何更改。请核对通信地址。', en: 'Nothing was changed. Check the address.' },
  },
  'line.address_unfit': {
    status: 422,
    text: { zh: '通信地址与规约不符', en: 'The address does not fit the protocol' },
    next: {
      zh: '未作任何更改。DL/T 645 地址为 12 位数字，CJ/T 188 为 14 位。',
      en: 'Nothing was changed. DL/T 645 addresses have 12 figures, CJ/T 188 has 14.',
    },
  },
  'meter.not_network': {
    status: 409,
    text: { zh: '表 {meterNo} 不是网络表', en: 'Meter {meterNo} is no network meter' },
    next: {
      zh: `${NOTHING_CHANGED.zh}只有充值方式为“网络表”或“系统余额”的表可以接入线路。`,
      en: `${NOTHING_CHANGED.en} Only meters given credit over the network, or whose balance is kept here, go on a line.`,
    },
  },
  'meter.on_line': {
    status: 409,
    text: { zh: '表 {meterNo} 已接入线路“{line}”', en: 'Meter {meterNo} is on the line "{line}" already' },
    next: { zh: '未作任何更改。换线路请先脱离。', en: 'Nothing was changed. Detach it first.' },
  },
  'meter.off_line': {
    status: 409,
    text: { zh: '表 {meterNo} 没有接入任何线路', en: 'Meter {meterNo} is on no line' },
    next: {
      zh: '未收款，未充值，未作任何更改。请售电技术员先把表接入线路。',
      en: 'No money was taken, no credit given, nothing changed. The technician attaches the meter first.',
    },
  },
  'meter.not_rechargeable': {
    status: 409,
    text: {
      zh: '表 {meterNo}（{protocol}）不能通过线路充值',
      en: 'Meter {meterNo} ({protocolEn}) cannot be given credit over its line',
    },
    next: {
      zh: '未收款，未充值。线路充值只用于按金额预付费的 DL/T 645 表，请改为系统余额等方式。',
      en: 'No money was taken, no credit given. Only DL/T 645 meters that count money are recharged over a line.',
    },
  },
  'meter.needs_security': {
    status: 409,
    text: {
      zh: '表 {meterNo} 需要安全模块，本系统没有接入',
      en: 'Meter {meterNo} needs a security machine; none is connected',
    },
    next: {
      zh: '未收款，未充值。请系统管理员接入电力公司的加密机后再售。',
      en: 'No money was taken, no credit given. The utility’s security machine must be connected first.',
    },
  },
  'meter.over_hoard_limit': {
    status: 409,
    text: {
      zh: '表 {meterNo} 最多存 {limit} 元，这次充不进去',
      en: 'Meter {meterNo} holds at most {limit} yuan: this does not go in',
    },
    next: {
      zh: '未收款，未充值。请少买一些，或等表内余额用掉一些再来。',
      en: 'No money was taken and no credit was given. Buy less, or come when some of it is used.',
    },
  },
  'recharge.open': {
    status: 409,
    text: { zh: '表 {meterNo} 有一笔充值结果不明', en: 'A recharge of meter {meterNo} is not known yet' },
    next: {
      zh: '未收款，未充值，未作任何更改。请先查明这笔充值。',
      en: 'No money was taken, no credit given, nothing changed. Find out first what became of it.',
    },
  },
  'recharge.not_open': {
    status: 409,
    text: { zh: '这笔充值已有结果', en: 'What became of this recharge is known' },
    next: { zh: '未作任何更改。请刷新查看。', en: 'Nothing was changed. Reload and look again.' },
  },
  'recharge.no_display': {
    status: 409,
    text: { zh: '这笔充值之后还没有登记现场表显', en: 'The display has not been read since this recharge' },
    next: {
      zh: '未认定。请技术员先到现场登记表显的购买次数和余额。',
      en: 'Nothing was decided. The technician first records count and credit shown at the meter.',
    },
  },
  'display.unit_missing': {
    status: 422,
    text: { zh: '请按表的计费单位填写表显余额', en: "Give the credit shown in the meter's own unit" },
    next: {
      zh: '未登记。按金额的表填剩余金额，按电量的表填剩余电量。',
      en: 'Nothing was recorded. Money for a meter that counts money, energy for one that counts energy.',
    },
  },
  'meter.sellable': {
    status: 409,
    text: { zh: '表 {meterNo} 没有停售，可以正常购电', en: 'Meter {meterNo} is not blocked: credit can be bought' },
    next: {
      zh: '未申请。应急供电只用于因充值结果不明而停售的表。',
      en: 'Nothing was requested. Emergency supply is for meters blocked by a delivery that is not known.',
    },
  },
  'supply.present': {
    status: 409,
    text: {
      zh: '表 {meterNo} 已有应急供电单 {supplyNo}',
      en: 'Meter {meterNo} has emergency supply {supplyNo} already',
    },
    next: { zh: '未另行申请。请在该单上办理。', en: 'Nothing new was requested. Go on with that document.' },
  },
});
