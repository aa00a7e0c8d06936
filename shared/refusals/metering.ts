import { refusals } from './refusal.ts';

export const meteringRefusals = refusals({
  'delivery.no_driver': {
    status: 409,
    text: {
      zh: '“{delivery}”方式的表目前不能充值',
      en: 'Meters of the kind "{deliveryEn}" cannot be given credit yet',
    },
    next: {
      zh: '未收款，未充值。请核对表的充值方式，或改用其他办法。',
      en: 'No money was taken and no credit was given. Check how credit reaches this meter.',
    },
  },
  'credit.used': {
    status: 409,
    text: {
      zh: '这笔额度已被用掉，表内余额不足以退回',
      en: 'This credit has been used: what is left does not cover taking it back',
    },
    next: {
      zh: '余额与钱款均未变动。只能按表内剩余额度另行处理。',
      en: 'Neither credit nor money moved. Only what is left can be dealt with, by its own document.',
    },
  },
  'meter.blocked': {
    status: 409,
    text: { zh: '表 {meterNo} 已停售：{reasons}', en: 'Nothing may be sold to meter {meterNo}: {reasonsEn}' },
    next: {
      zh: '未收款，未充值。请报告售电主管处理后再售。',
      en: 'No money was taken and no credit was given. Report it to the supervisor first.',
    },
  },
  'meter.retired': {
    status: 409,
    text: { zh: '表 {meterNo} 已拆除', en: 'Meter {meterNo} has been removed' },
    next: {
      zh: '未作任何更改。请在该房间的现用表上办理。',
      en: 'Nothing was changed. Use the meter that is now in the room.',
    },
  },
  'meter.no_account': {
    status: 409,
    text: { zh: '表 {meterNo} 没有开户', en: 'Meter {meterNo} belongs to no open account' },
    next: {
      zh: '未收款，未充值。请先为该房间开户。',
      en: 'No money was taken and no credit was given. Open an account for the room first.',
    },
  },
  'meter.number_taken': {
    status: 409,
    text: { zh: '表号 {meterNo} 已在使用', en: 'Meter number {meterNo} is already in use' },
    next: { zh: '未作任何更改。请核对表号铭牌。', en: 'Nothing was changed. Check the number on the meter.' },
  },
  'meter.unit_unfit': {
    status: 422,
    text: { zh: '计费单位与表的种类不符', en: 'This unit does not fit the kind of meter' },
    next: {
      zh: '未作任何更改。电表按金额或电量，水表、燃气表按金额或用量。',
      en: 'Nothing was changed. Electricity counts money or energy; water and gas count money or volume.',
    },
  },
  'meter.cannot_carry': {
    status: 409,
    text: {
      zh: '余额不能转入种类或单位不同的表',
      en: 'Credit cannot be carried to a meter of another kind or unit',
    },
    next: {
      zh: '余额未变动。请选择同种类、同单位的表；欠额只能转入系统余额表。',
      en: 'No credit moved. Choose a meter of the same kind and unit; a debt only goes where the balance is kept here.',
    },
  },
  'meter.stand_missing': {
    status: 422,
    text: {
      zh: '不知道表 {meterNo} 内还剩多少',
      en: 'What is left in meter {meterNo} is not known',
    },
    next: {
      zh: '未作任何更改。请先远程抄表或读回购电卡；读不到时抄录表上显示的剩余数。',
      en: 'Nothing was changed. Read the meter or its card first; where that fails, copy what the display shows.',
    },
  },
  'meter.stand_differs': {
    status: 409,
    text: {
      zh: '抄录的剩余数与表 {meterNo} 刚报回的不一致',
      en: 'The figure typed is not what meter {meterNo} has just reported',
    },
    next: {
      zh: '未作任何更改，以表报回的为准。请核对后留空重办。',
      en: "Nothing was changed; the meter's own figure counts. Check it, leave the field empty and try again.",
    },
  },
  'meter.stand_impossible': {
    status: 422,
    text: {
      zh: '抄录的剩余数比表 {meterNo} 历来充入的还多',
      en: 'The figure typed is more than was ever put into meter {meterNo}',
    },
    next: {
      zh: '未作任何更改。请复看表显；确实如此的，报告售电主管立案。',
      en: 'Nothing was changed. Look at the display again; if it is so, report it to the supervisor as a case.',
    },
  },
  'meter.overdraft': {
    status: 409,
    text: {
      zh: '欠额不能写入卡表、网络表或充值码表',
      en: 'A debt cannot be put into a card, network or token meter',
    },
    next: {
      zh: '余额未变动。请住户先补足欠额，再办理。',
      en: 'No credit moved. Let the household make up what it owes first.',
    },
  },
  'carry.not_waiting': {
    status: 409,
    text: { zh: '这笔结转余额已写入表内', en: 'This carried credit is already in the meter' },
    next: { zh: '未作任何更改。请刷新查看。', en: 'Nothing was changed. Reload and look again.' },
  },
  'meter.not_blocked': {
    status: 409,
    text: { zh: '这块表没有这项停售', en: 'The meter is not blocked by this' },
    next: { zh: '未作任何更改。请刷新查看。', en: 'Nothing was changed. Reload and look again.' },
  },
  'meter.block_not_yours': {
    status: 409,
    text: {
      zh: '充值结果不明造成的停售只能由查明结果解除',
      en: 'A block from an unknown delivery is lifted only by finding out what became of it',
    },
    next: { zh: '未作任何更改。请在该笔销售上查明结果。', en: 'Nothing was changed. Settle the sale in question.' },
  },
  'account.not_open': {
    status: 409,
    text: { zh: '该户已销户', en: 'This account is closed' },
    next: {
      zh: '未作任何更改。请使用该房间现在的户号。',
      en: 'Nothing was changed. Use the account that is now open for the room.',
    },
  },
  'account.number_taken': {
    status: 409,
    text: { zh: '户号 {accountNo} 已在使用', en: 'Account number {accountNo} is already in use' },
    next: { zh: '未作任何更改。请换一个户号。', en: 'Nothing was changed. Choose another number.' },
  },
  'account.room_taken': {
    status: 409,
    text: { zh: '该房间已有在用户号 {accountNo}', en: 'The room already has the open account {accountNo}' },
    next: {
      zh: '未作任何更改。请先为原住户办理退房。',
      en: 'Nothing was changed. Let the present household move out first.',
    },
  },
  'account.reading_missing': {
    status: 422,
    text: { zh: '缺少表 {meterNo} 的结算读数', en: 'The final reading of meter {meterNo} is missing' },
    next: {
      zh: '未作任何更改。请抄录该户每一块系统余额表的读数。',
      en: 'Nothing was changed. Read every meter of the account whose balance is kept here.',
    },
  },
  'account.no_occupant': {
    status: 422,
    text: {
      zh: '该户没有住户，余额不知记在谁名下',
      en: 'The account has no occupant under whom its credit could wait',
    },
    next: {
      zh: '未作任何更改。请指定余额转入的户，或登记住户。',
      en: 'Nothing was changed. Name the account that takes the credit, or register the occupant.',
    },
  },
  'account.occupant_present': {
    status: 409,
    text: { zh: '该客户已是这一户的住户', en: 'This customer is an occupant of the account already' },
    next: { zh: '未作任何更改。', en: 'Nothing was changed.' },
  },
  'premise.code_taken': {
    status: 409,
    text: { zh: '编号 {code} 已存在', en: 'The code {code} exists already' },
    next: { zh: '未作任何更改。请换一个编号。', en: 'Nothing was changed. Choose another code.' },
  },
  'premise.wrong_parent': {
    status: 422,
    text: { zh: '楼层须在楼栋下，房间须在楼层下', en: 'A floor belongs to a building, a room to a floor' },
    next: { zh: '未作任何更改。请重新选择上级。', en: 'Nothing was changed. Choose the place it belongs to again.' },
  },
  'premise.not_room': {
    status: 422,
    text: { zh: '这里不是房间', en: 'This is not a room' },
    next: { zh: '未作任何更改。请选择一个房间。', en: 'Nothing was changed. Choose a room.' },
  },
  'category.unknown': {
    status: 422,
    text: { zh: '没有用户类别“{category}”', en: 'There is no user category "{category}"' },
    next: {
      zh: '未作任何更改。请先添加该类别，或改选已有类别。',
      en: 'Nothing was changed. Add the category first, or choose another.',
    },
  },
  'reading.backwards': {
    status: 409,
    text: {
      zh: '表 {meterNo} 的读数 {value} 低于上次读数 {previous}',
      en: 'Reading {value} of meter {meterNo} is below the last one, {previous}',
    },
    next: {
      zh: '未记录，余额未变动。请重新抄表；上次抄错的，请作为更正提交并写明原因。',
      en: 'It was not recorded and no credit moved. Read the meter again; if the last reading was wrong, submit this one as a correction with its reason.',
    },
  },
  'reading.not_later': {
    status: 409,
    text: { zh: '表 {meterNo} 在此时刻之后已有读数', en: 'Meter {meterNo} has a later reading already' },
    next: {
      zh: '未记录，余额未变动。请核对抄表时间。',
      en: 'It was not recorded and no credit moved. Check the time of the reading.',
    },
  },
  'reading.in_future': {
    status: 422,
    text: { zh: '抄表时间晚于现在', en: 'The time of the reading lies in the future' },
    next: {
      zh: '未记录，余额未变动。请核对抄表时间。',
      en: 'It was not recorded and no credit moved. Check the time of the reading.',
    },
  },
  'reading.differs': {
    status: 409,
    text: { zh: '表 {meterNo} 在同一时刻已有另一读数', en: 'Meter {meterNo} has another reading at the same moment' },
    next: {
      zh: '未记录，余额未变动。更正请用新的时刻提交。',
      en: 'It was not recorded and no credit moved. Submit a correction with its own time.',
    },
  },
  'reading.bands_differ': {
    status: 409,
    text: {
      zh: '表 {meterNo} 峰、平、谷用量之和与总用量不符',
      en: 'What the bands of meter {meterNo} moved by does not add up to its total',
    },
    next: {
      zh: '未记录，余额未变动。请重新抄表；首次抄录分时读数的旧表，请先以装表时的总读数和峰、谷读数补录一次。',
      en: 'It was not recorded and no credit moved. Read the meter again; for the first bands of a meter that was not new, first record the total and the bands as they stood when it was installed.',
    },
  },
  'reading.no_price': {
    status: 409,
    text: {
      zh: '表 {meterNo} 按金额计，但其用户类别在抄表时没有价格',
      en: 'Meter {meterNo} counts money, but its user category had no price when it was read',
    },
    next: {
      zh: '未记录，余额未变动。请先批准价格。',
      en: 'It was not recorded and no credit moved. Let a price be approved first.',
    },
  },
  'reading.too_large': {
    status: 422,
    text: {
      zh: '读数超过表 {meterNo} 的计度器位数',
      en: 'The reading has more figures than the register of meter {meterNo}',
    },
    next: {
      zh: '未记录，余额未变动。请核对读数和小数点。',
      en: 'It was not recorded and no credit moved. Check the figures and the decimal point.',
    },
  },
  'reading.registers_missing': {
    status: 422,
    text: {
      zh: '表 {meterNo} 执行分时电价，须抄录峰、谷读数',
      en: 'Meter {meterNo} is priced by hours: peak and valley must be read',
    },
    next: {
      zh: '未记录，余额未变动。请补充峰、谷（平）读数。',
      en: 'It was not recorded and no credit moved. Add the peak and valley readings.',
    },
  },
  'import.unusable': {
    status: 422,
    text: { zh: '文件不能使用：{reason}', en: 'The file cannot be used: {reasonEn}' },
    next: {
      zh: '未导入任何内容。请改正文件后重新选择。',
      en: 'Nothing was imported. Correct the file and choose it again.',
    },
  },
  'import.bad_rows': {
    status: 409,
    text: { zh: '还有 {bad} 行有问题', en: '{bad} rows have problems' },
    next: {
      zh: '未导入任何内容。请改正文件后重新导入，或确认略过这些行。',
      en: 'Nothing was imported. Correct the file and stage it again, or confirm that these rows are left out.',
    },
  },
  'import.ended': {
    status: 409,
    text: { zh: '这批导入已处理过', en: 'This import has been dealt with already' },
    next: {
      zh: '本次未作更改。需要时请重新选择文件。',
      en: 'Nothing was changed now. Choose the file again if needed.',
    },
  },
  'import.conflict': {
    status: 409,
    text: { zh: '第 {line} 行与现有资料冲突：{reason}', en: 'Line {line} conflicts with what is there: {reasonEn}' },
    next: {
      zh: '未导入任何内容。请改正文件后重新导入。',
      en: 'Nothing was imported. Correct the file and stage it again.',
    },
  },
});
